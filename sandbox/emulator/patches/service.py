"""A service of a template loses fields, its count and its forced deployments, and CloudFormation does not wait for it.

The fields are tag propagation, grace period, platform version and zone rebalancing. A count in the template is part of
each update, and replaces one that was set since; without a count in the template, the service keeps its own.
"""

from ..shapes import Created, Properties
from ..wrapping import after

NEEDS = {'ministack.services.ecs': ('_services', '_update_service')}

_TYPE = 'AWS::ECS::Service'
_LOST = {
    'AvailabilityZoneRebalancing': ('availabilityZoneRebalancing', 'DISABLED'),
    'EnableECSManagedTags': ('enableECSManagedTags', False),
    'EnableExecuteCommand': ('enableExecuteCommand', False),
    'HealthCheckGracePeriodSeconds': ('healthCheckGracePeriodSeconds', 0),
    'PlatformVersion': ('platformVersion', ''),
    'PropagateTags': ('propagateTags', 'NONE'),
}
_ROLLING = ('EnableECSManagedTags', 'LoadBalancers', 'NetworkConfiguration', 'PlatformVersion', 'PropagateTags')
"""A change of these starts a deployment: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html"""


def install() -> set[str]:
    from ministack.services import ecs
    from ministack.services.cloudformation import provisioners

    from ..tasks import deployments, scheduler

    native = provisioners._RESOURCE_HANDLERS[_TYPE]

    def key_of(arn: str) -> str:
        return next(key for key in ecs._services if arn.endswith(f'/{key}'))

    def patch(arn: str, properties: Properties, old: Properties | None) -> None:
        service = ecs._services[key_of(arn)]
        for name, (field, otherwise) in _LOST.items():
            if name in properties or (old and name in old):
                service[field] = properties.get(name, otherwise)

    def update(arn: str, old: Properties, new: Properties, stack: str) -> Created:
        service = ecs._services[key_of(arn)]
        before = deployments.primary(service)['id']
        answer = native['update'](arn, {**old, 'DesiredCount': None}, new, stack)
        if before == deployments.primary(service)['id'] and _rolls(old, new):
            cluster, name = key_of(arn).split('/')
            ecs._update_service({'cluster': cluster, 'service': name, 'forceNewDeployment': True})
        return answer

    provisioners._RESOURCE_HANDLERS[_TYPE] = {**native, 'update': update}
    after(_TYPE, patch)
    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]

    def create_and_wait(logical_id: str, properties: Properties, stack: str) -> Created:
        answer = handlers['create'](logical_id, properties, stack)
        try:
            _wait(answer[0])
        except ValueError:
            delete_and_wait(answer[0], properties)  # the stack does not know it yet
            raise
        return answer

    def update_and_wait(arn: str, old: Properties, new: Properties, stack: str, *logical_id: str) -> Created:
        answer = handlers['update'](arn, old, new, stack, *logical_id)
        _wait(answer[0])
        return answer

    def delete_and_wait(arn: str, properties: Properties) -> None:
        native['delete'](arn, properties)
        scheduler.wait_for_end(key_of(arn))

    def _wait(arn: str) -> None:
        if scheduler.runs(ecs._services[key_of(arn)]):
            scheduler.wait(key_of(arn))

    provisioners._RESOURCE_HANDLERS[_TYPE] = {
        'create': create_and_wait,
        'update': update_and_wait,
        'delete': delete_and_wait,
    }
    return {_TYPE}


def _rolls(old: Properties, new: Properties) -> bool:
    forced = new.get('ForceNewDeployment') or {}
    is_forced = forced.get('EnableForceNewDeployment') and forced != old.get('ForceNewDeployment')
    return bool(is_forced) or any(new.get(name) != old.get(name) for name in _ROLLING)
