from emulator.tests.support import Deployed

SECRET = 'arn:aws:secretsmanager:ap-southeast-1:1:secret:rl/DB_URI-abcdef'


def task(**container):
    own = {
        'Name': 'api',
        'Image': 'api:live',
        'Environment': [{'Name': 'NODE_ENV', 'Value': 'production'}],
        'Secrets': [{'Name': 'DB_URI', 'ValueFrom': SECRET}],
        'HealthCheck': {'Command': ['CMD', 'true'], 'Interval': 10},
        'LinuxParameters': {'InitProcessEnabled': True, 'Capabilities': {'Drop': ['ALL']}},
        'LogConfiguration': {'LogDriver': 'awslogs', 'Options': {'awslogs-group': '/ecs/api', 'Mode': 'x'}},
        'MountPoints': [{'ContainerPath': '/tmp', 'SourceVolume': 'tmp', 'ReadOnly': False}],
        'DockerLabels': {'Team': 'Bank'},
    }
    properties = {
        'Family': 'api',
        'ContainerDefinitions': [{**own, **container}],
        'RequiresCompatibilities': ['FARGATE'],
        'Cpu': '256',
        'Memory': '512',
        'RuntimePlatform': {'CpuArchitecture': 'X86_64', 'OperatingSystemFamily': 'LINUX'},
        'EphemeralStorage': {'SizeInGiB': 30},
        'Volumes': [{'Name': 'tmp'}],
    }
    return {'Task': {'Type': 'AWS::ECS::TaskDefinition', 'Properties': properties}}


class TestTaskDefinition(Deployed):
    def read(self, arn):
        return self.client('ecs').describe_task_definition(taskDefinition=arn)['taskDefinition']

    def test_everything_of_it_can_be_read_back(self):
        read = self.read(self.deploy(task(), {'Arn': {'Ref': 'Task'}})['Arn'])
        container = read['containerDefinitions'][0]
        self.assertEqual(container['secrets'], [{'name': 'DB_URI', 'valueFrom': SECRET}])
        self.assertEqual(container['environment'], [{'name': 'NODE_ENV', 'value': 'production'}])
        self.assertEqual(container['healthCheck'], {'command': ['CMD', 'true'], 'interval': 10})
        self.assertEqual(container['linuxParameters'], {'initProcessEnabled': True, 'capabilities': {'drop': ['ALL']}})
        self.assertEqual(container['logConfiguration']['options'], {'awslogs-group': '/ecs/api', 'Mode': 'x'})
        self.assertEqual(container['mountPoints'], [{'containerPath': '/tmp', 'sourceVolume': 'tmp', 'readOnly': False}])
        self.assertEqual(container['dockerLabels'], {'Team': 'Bank'})
        self.assertEqual(read['runtimePlatform'], {'cpuArchitecture': 'X86_64', 'operatingSystemFamily': 'LINUX'})
        self.assertEqual(read['ephemeralStorage'], {'sizeInGiB': 30})
        self.assertEqual(read['volumes'], [{'name': 'tmp'}])

    def test_a_change_is_the_next_revision(self):
        first = self.deploy(task(), {'Arn': {'Ref': 'Task'}})['Arn']
        second = self.change(task(Secrets=[{'Name': 'KEY', 'ValueFrom': SECRET}]), {'Arn': {'Ref': 'Task'}})['Arn']
        self.assertEqual((first[-2:], second[-2:]), (':1', ':2'))
        self.assertEqual(self.read(second)['containerDefinitions'][0]['secrets'], [{'name': 'KEY', 'valueFrom': SECRET}])
        self.assertEqual(self.read(second)['runtimePlatform']['cpuArchitecture'], 'X86_64')
