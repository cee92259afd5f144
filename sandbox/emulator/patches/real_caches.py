"""A cache has an endpoint where no server listens. With `--servers`, Valkey does: `servers/`."""

from collections.abc import Callable
from typing import Any

from ..shapes import Created, Properties

NEEDS = {
    'ministack.services.elasticache': (
        '_clusters',
        '_create_user',
        '_modify_user',
        '_p',
        '_param_group_params',
        '_publish_endpoint',
        '_replication_groups',
        '_serverless_caches',
        '_user_groups',
        '_users',
    ),
    'ministack.services.cloudformation.provisioners': ('_ec_rg_attrs',),
}

_FOLLOWED = ('ServerlessCache', 'ReplicationGroup', 'User', 'UserGroup', 'ParameterGroup')


def install() -> set[str]:
    from ministack.services import elasticache
    from ministack.services.cloudformation import provisioners

    for name in ('_create_user', '_modify_user'):
        setattr(elasticache, name, _remembering(getattr(elasticache, name)))

    types = {f'AWS::ElastiCache::{name}' for name in _FOLLOWED}
    for type_name in types:
        handlers = provisioners._RESOURCE_HANDLERS[type_name]
        provisioners._RESOURCE_HANDLERS[type_name] = {
            **handlers,
            'create': _created(type_name, handlers),
            'update': _followed(type_name, handlers['update']),
            'delete': _followed(type_name, handlers['delete']),
        }
    return types


def _remembering(handle: Callable[[Properties], Any]) -> Callable[[Properties], Any]:
    def remembering(asked: Properties) -> Any:
        from ministack.services import elasticache

        from ..servers import caches

        answer = handle(asked)
        caches.remember_passwords(elasticache, asked)
        return answer

    return remembering


def _created(type_name: str, handlers: Properties) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        from ..servers import caches

        answer = handlers['create'](logical_id, properties, stack)
        try:
            caches.follow()
        except Exception:
            handlers['delete'](answer[0], properties)  # without its server it would fail each later change, too
            raise
        return _with_endpoints(type_name, answer)

    return create


def _followed(type_name: str, handle: Callable[..., Any]) -> Callable[..., Any]:
    def followed(*given: Any) -> Any:
        from ..servers import caches

        answer = handle(*given)
        caches.follow()
        return _with_endpoints(type_name, answer) if answer else answer

    return followed


def _with_endpoints(type_name: str, answer: Created) -> Created:
    """The attributes as they are with the server."""
    from ministack.services import elasticache
    from ministack.services.cloudformation import provisioners

    name, attributes = answer
    if type_name.endswith('::ReplicationGroup'):
        return name, attributes | provisioners._ec_rg_attrs(name)
    if type_name.endswith('::ServerlessCache'):
        cache = elasticache._serverless_caches[name]
        for endpoint in ('Endpoint', 'ReaderEndpoint'):
            place = cache[endpoint]
            attributes |= {f'{endpoint}.Address': place['Address'], f'{endpoint}.Port': str(place['Port'])}
    return name, attributes
