from emulator.tests.support import Deployed

BASE = {
    'Cluster': {'Type': 'AWS::ECS::Cluster', 'Properties': {'ClusterName': 'bank'}},
    'Task': {
        'Type': 'AWS::ECS::TaskDefinition',
        'Properties': {'Family': 'api', 'ContainerDefinitions': [{'Name': 'api', 'Image': 'api'}]},
    },
}
FIELDS = {
    'availabilityZoneRebalancing': 'ENABLED',
    'enableECSManagedTags': True,
    'enableExecuteCommand': True,
    'healthCheckGracePeriodSeconds': 90,
    'propagateTags': 'SERVICE',
}
ALL = {name[0].upper() + name[1:]: value for name, value in FIELDS.items()}


def service(**properties):
    own = {'ServiceName': 'api', 'Cluster': {'Ref': 'Cluster'}, 'TaskDefinition': {'Ref': 'Task'}, 'DesiredCount': 0}
    return {**BASE, 'Service': {'Type': 'AWS::ECS::Service', 'Properties': {**own, **properties}}}


class TestService(Deployed):
    def read(self):
        found = self.client('ecs').describe_services(cluster='bank', services=['api'])['services'][0]
        return {name: found.get(name) for name in FIELDS}

    def test_everything_of_it_can_be_read_back(self):
        self.deploy(service(**ALL))
        self.assertEqual(self.read(), FIELDS)

    def test_a_change_reaches_it(self):
        self.deploy(service(**ALL))
        self.change(service(**{**ALL, 'PropagateTags': 'TASK_DEFINITION', 'HealthCheckGracePeriodSeconds': 30}))
        self.assertEqual(self.read(), {**FIELDS, 'propagateTags': 'TASK_DEFINITION', 'healthCheckGracePeriodSeconds': 30})

    def test_what_the_template_drops_is_as_it_was(self):
        self.deploy(service(**ALL))
        self.change(service(EnableExecuteCommand=True))
        self.assertEqual(
            self.read(),
            {
                'availabilityZoneRebalancing': 'DISABLED',
                'enableECSManagedTags': False,
                'enableExecuteCommand': True,
                'healthCheckGracePeriodSeconds': 0,
                'propagateTags': 'NONE',
            },
        )
