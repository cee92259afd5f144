from emulator.tests.builders import SECRET_ARN, task_definition
from emulator.tests.support import Deployed


class TestTaskDefinition(Deployed):
    def read(self, arn):
        return self.client('ecs').describe_task_definition(taskDefinition=arn)['taskDefinition']

    def test_everything_of_it_can_be_read_back(self):
        read = self.read(self.deploy(task_definition(), {'Arn': {'Ref': 'Task'}})['Arn'])
        container = read['containerDefinitions'][0]
        self.assertEqual(container['secrets'], [{'name': 'DB_URI', 'valueFrom': SECRET_ARN}])
        self.assertEqual(container['environment'], [{'name': 'NODE_ENV', 'value': 'production'}])
        self.assertEqual(container['healthCheck'], {'command': ['CMD', 'true'], 'interval': 10})
        self.assertEqual(container['linuxParameters'], {'initProcessEnabled': True, 'capabilities': {'drop': ['ALL']}})
        self.assertEqual(container['logConfiguration']['options'], {'awslogs-group': '/ecs/api', 'Mode': 'x'})
        self.assertEqual(
            container['mountPoints'], [{'containerPath': '/tmp', 'sourceVolume': 'tmp', 'readOnly': False}]
        )
        self.assertEqual(container['dockerLabels'], {'Team': 'Bank'})
        self.assertEqual(read['runtimePlatform'], {'cpuArchitecture': 'X86_64', 'operatingSystemFamily': 'LINUX'})
        self.assertEqual(read['ephemeralStorage'], {'sizeInGiB': 30})
        self.assertEqual(read['volumes'], [{'name': 'tmp'}])

    def test_a_change_is_the_next_revision(self):
        first = self.deploy(task_definition(), {'Arn': {'Ref': 'Task'}})['Arn']
        second = self.change(
            task_definition(Secrets=[{'Name': 'KEY', 'ValueFrom': SECRET_ARN}]), {'Arn': {'Ref': 'Task'}}
        )['Arn']
        self.assertEqual((first[-2:], second[-2:]), (':1', ':2'))
        self.assertEqual(
            self.read(second)['containerDefinitions'][0]['secrets'], [{'name': 'KEY', 'valueFrom': SECRET_ARN}]
        )
        self.assertEqual(self.read(second)['runtimePlatform']['cpuArchitecture'], 'X86_64')
