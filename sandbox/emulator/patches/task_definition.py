"""A task definition of a template loses nested properties of its containers and volumes.

These are secrets, health check and Linux parameters; also its platform and its ephemeral storage are lost.
"""

from ..casing import camel
from ..shapes import Properties
from ..wrapping import after

NEEDS = {
    'ministack.services.cloudformation.provisioners': ('_normalize_container_defs',),
    'ministack.services.ecs': ('_task_defs',),
}


def install() -> None:
    from ministack.services import ecs
    from ministack.services.cloudformation import provisioners

    provisioners._normalize_container_defs = lambda containers: camel(containers or [])

    def patch(arn: str, properties: Properties, old: Properties | None) -> None:
        kept = ecs._task_defs[arn.split('task-definition/')[1]]
        kept['volumes'] = camel(properties.get('Volumes', []))
        for name in ('RuntimePlatform', 'EphemeralStorage', 'ProxyConfiguration'):
            if name in properties:
                kept[name[0].lower() + name[1:]] = camel(properties[name])

    after('AWS::ECS::TaskDefinition', patch)
