from emulator.tests.builders import SERVICE_FIELDS, SERVICE_PROPERTIES, service
from emulator.tests.support import Deployed


class TestService(Deployed):
    def read(self):
        found = self.client('ecs').describe_services(cluster='bank', services=['api'])['services'][0]
        return {name: found.get(name) for name in SERVICE_FIELDS}

    def test_everything_of_it_can_be_read_back(self):
        self.deploy(service(**SERVICE_PROPERTIES))
        self.assertEqual(self.read(), SERVICE_FIELDS)

    def test_a_change_reaches_it(self):
        self.deploy(service(**SERVICE_PROPERTIES))
        self.change(
            service(**{**SERVICE_PROPERTIES, 'PropagateTags': 'TASK_DEFINITION', 'HealthCheckGracePeriodSeconds': 30})
        )
        self.assertEqual(
            self.read(), {**SERVICE_FIELDS, 'propagateTags': 'TASK_DEFINITION', 'healthCheckGracePeriodSeconds': 30}
        )

    def test_what_the_template_drops_is_as_it_was(self):
        self.deploy(service(**SERVICE_PROPERTIES))
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
