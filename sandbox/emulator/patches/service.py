"""A service of a template loses how it hands out tags, its grace period, its platform and the balance of its zones."""

from ..wrapping import after

NEEDS = {'ministack.services.ecs': ('_services',)}

_LOST = {
    'AvailabilityZoneRebalancing': ('availabilityZoneRebalancing', 'DISABLED'),
    'EnableECSManagedTags': ('enableECSManagedTags', False),
    'EnableExecuteCommand': ('enableExecuteCommand', False),
    'HealthCheckGracePeriodSeconds': ('healthCheckGracePeriodSeconds', 0),
    'PlatformVersion': ('platformVersion', ''),
    'PropagateTags': ('propagateTags', 'NONE'),
}


def install():
    from ministack.services import ecs

    def patch(arn, properties, old):
        service = next(one for one in ecs._services.values() if arn.endswith(one['serviceArn'].split(':service/')[1]))
        for name, (field, otherwise) in _LOST.items():
            if name in properties or (old and name in old):
                service[field] = properties.get(name, otherwise)

    after('AWS::ECS::Service', patch)
