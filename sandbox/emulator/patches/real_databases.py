"""A database has an endpoint where no server listens. With `--servers`, PostgreSQL or MySQL does: `servers/`.

Its name comes after that of `managed_database_secret`: the server starts with the password that RDS made.
"""

from collections.abc import Callable
from typing import Any

from ..shapes import Created, Properties

NEEDS = {
    'ministack.services.rds': (
        '_ACTION_MAP',
        '_clusters',
        '_db_cluster_param_groups',
        '_instances',
        '_param_groups',
    ),
    'ministack.services.cloudformation.provisioners': ('_rds_db_cluster_attrs', '_rds_db_instance_attrs'),
    'ministack.services.secretsmanager': ('resolve_secret_string',),
}

_FOLLOWED = ('DBInstance', 'DBCluster', 'DBParameterGroup', 'DBClusterParameterGroup')
_ACTIONS = ('Create', 'Delete', 'Modify')


def install() -> set[str]:
    from ministack.services import rds
    from ministack.services.cloudformation import provisioners

    from .. import ticks
    from ..servers import databases

    types = {f'AWS::RDS::{name}' for name in _FOLLOWED}
    for type_name in types:
        handlers = provisioners._RESOURCE_HANDLERS[type_name]
        provisioners._RESOURCE_HANDLERS[type_name] = {
            **handlers,
            'create': _created(type_name, handlers),
            'update': _updated(type_name, handlers['update']),
            'delete': _then(handlers['delete'], databases.follow),
        }
    for name in [f'{action}{kind}' for action in _ACTIONS for kind in _FOLLOWED] + ['CreateDBInstanceReadReplica']:
        rds._ACTION_MAP[name] = _then(rds._ACTION_MAP[name], databases.follow)
    reboot = rds._ACTION_MAP['RebootDBInstance']

    def rebooted(asked: Properties) -> Any:
        answer = reboot(asked)
        databases.restart(rds._p(asked, 'DBInstanceIdentifier'))
        return answer

    rds._ACTION_MAP['RebootDBInstance'] = rebooted
    ticks.each_second(databases.each_second)
    return types


def _then(handle: Callable[..., Any], follow: Callable[[], None]) -> Callable[..., Any]:
    def followed(*given: Any) -> Any:
        answer = handle(*given)
        follow()
        return answer

    return followed


def _created(type_name: str, handlers: Properties) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        answer = handlers['create'](logical_id, properties, stack)
        try:
            return _served(type_name, answer, properties)
        except Exception:
            handlers['delete'](answer[0], properties)  # without its server it would fail each later change, too
            raise

    return create


def _updated(type_name: str, handle: Callable[..., Created]) -> Callable[..., Created]:
    def update(name: str, old: Properties, new: Properties, stack: str, *logical_id: str) -> Created:
        return _served(type_name, handle(name, old, new, stack, *logical_id), new)

    return update


def _served(type_name: str, answer: Created, properties: Properties) -> Created:
    """Starts or changes the server; the attributes as they are with it."""
    from ministack.services import rds
    from ministack.services.cloudformation import provisioners

    from ..servers import databases

    name, attributes = answer
    if type_name == 'AWS::RDS::DBCluster':
        group = properties.get('DBClusterParameterGroupName')
        rds._clusters[name]['DBClusterParameterGroup'] = group or f'default.{rds._clusters[name]["Engine"]}'
        databases.follow()
        return name, attributes | provisioners._rds_db_cluster_attrs(rds._clusters[name])
    if source := properties.get('SourceDBInstanceIdentifier'):
        rds._instances[name]['ReadReplicaSourceDBInstanceIdentifier'] = source
    databases.follow()
    if type_name == 'AWS::RDS::DBInstance':
        return name, attributes | provisioners._rds_db_instance_attrs(rds._instances[name])
    return name, attributes
