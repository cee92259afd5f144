"""A service of a template loses its tag propagation, grace period, platform version and zone rebalancing."""

from ..shapes import Properties
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


def install() -> None:
    from ministack.services import ecs

    def patch(arn: str, properties: Properties, old: Properties | None) -> None:
        service = next(one for one in ecs._services.values() if arn.endswith(one['serviceArn'].split(':service/')[1]))
        for name, (field, otherwise) in _LOST.items():
            if name in properties or (old and name in old):
                service[field] = properties.get(name, otherwise)

    after('AWS::ECS::Service', patch)
