"""The parameters of a parameter group, as PostgreSQL takes them."""

from typing import NamedTuple

from .wanted import Wanted

_TRUE = ('1', 'on', 'true')
_FORCES_SSL = {'postgres': 15, 'aurora-postgresql': 17}
"""The first major version whose default parameter group has `rds.force_ssl: 1`."""

_OF_THE_MACHINE = frozenset({'shared_buffers', 'huge_pages', 'max_connections', 'work_mem', 'maintenance_work_mem'})
_OURS = frozenset({'ssl', 'port', 'listen_addresses', 'wal_level', 'shared_preload_libraries'})


class Settings(NamedTuple):
    force_ssl: bool
    logical_replication: bool
    preloaded: frozenset[str]
    others: dict[str, str]


def of(wanted: Wanted) -> Settings:
    """The settings of a parameter group; without one those of the default group.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
    """
    values = wanted.parameters
    first = wanted.version.split('.')[0]
    major = int(first) if first.isdigit() else 0
    forces = major >= _FORCES_SSL[wanted.engine]
    others = {name: value for name, value in sorted(values.items()) if _is_portable(name, value)}
    preloaded = values.get('shared_preload_libraries', '').split(',')
    return Settings(
        force_ssl=values.get('rds.force_ssl', '1' if forces else '0') in _TRUE,
        logical_replication=values.get('rds.logical_replication', '0') in _TRUE,
        preloaded=frozenset(name.strip() for name in preloaded if name.strip()),
        others=others,
    )


def _is_portable(name: str, value: str) -> bool:
    """Whether the value means the same on this machine: no formula, no size of an instance, no parameter of RDS."""
    return not (name.startswith(('rds.', 'aurora')) or '{' in value or name in _OF_THE_MACHINE or name in _OURS)
