"""A server for each database of RDS for PostgreSQL or MySQL, from its creation to its deletion.

The instances of an Aurora cluster share one server, and so do a database and its read replicas: nothing lags behind.
"""

import contextlib
import json
import threading
import time
from collections.abc import Callable
from typing import Any

from ..shapes import Properties
from ..tasks import processes
from ..tasks.processes import Place
from . import mysql_wire, snapshots, supplies, wire
from .mysql import Mysql
from .postgresql import Postgresql
from .wanted import Folder, Server, Wanted

_ENGINES: dict[str, type[Postgresql] | type[Mysql]] = {
    'postgres': Postgresql,
    'aurora-postgresql': Postgresql,
    'mysql': Mysql,
}
_servers: dict[str, Server] = {}
"""By the ARN of the database or the cluster."""
_places: dict[str, Place] = {}
lock = threading.Lock()
"""No server follows a record while it is held."""


def follow() -> None:
    """Starts, changes and ends servers as the databases of the current account and region are now."""
    from ministack.services import rds

    with lock:
        own = _own(rds)
        for arn, record in own.items():
            wanted = _wanted(rds, record)
            if arn in _servers:
                _servers[arn].become(wanted)
            else:
                saved = snapshots.of(record)
                _servers[arn] = _ENGINES[wanted.engine](snapshots.folder(), _place(arn, wanted.port), wanted, saved)
        for record in (*rds._clusters.values(), *rds._instances.values()):
            if server := _servers.get(_source(rds, record)):
                _publish(record, server)
        for arn in [arn for arn in _servers if arn.startswith(_here()) and arn not in own]:
            _servers.pop(arn).remove()


def save(record: Properties, when: float | None = None) -> Folder | None:
    """A copy of the data of an instance, now or at a time in seconds since 1970; None where it has no server."""
    from ministack.services import rds

    with lock:
        server = _servers.get(_source(rds, record))
        if server is None:
            return None
        return server.save(snapshots.folder()) if when is None else server.save_at(snapshots.folder(), when)


def since(record: Properties) -> float:
    """The earliest time to which an instance can be restored, in seconds since 1970; now where it has no server."""
    from ministack.services import rds

    with lock:
        server = _servers.get(_source(rds, record))
        return server.since if server else time.time()


def rename(before: str, after: str, change: Callable[[], None]) -> None:
    """Moves the server of an instance to the address of its new name, as its endpoint has the name. Both are ARNs."""
    with lock:
        change()
        if server := _servers.pop(before, None):
            server.move(_place(after, server.where.port))
            _servers[after] = server


def restart(name: str) -> None:
    """Restarts the server of an instance, as static parameters need."""
    from ministack.services import rds

    with lock:
        record = rds._instances.get(name)
        if record and (server := _servers.get(_source(rds, record))):
            server.restart()


def each_second() -> None:
    """Runs in the event loop, so it hands the work to a thread, unless the last one still works."""
    if _servers and not lock.locked():
        threading.Thread(target=_follow_statements, daemon=True).start()


def _follow_statements() -> None:
    with lock:
        for server in _servers.values():
            with contextlib.suppress(OSError, wire.Failed, mysql_wire.Failed):
                server.each_second()


def _place(arn: str, port: int) -> Place:
    """Where the server of a database listens: where that of its name did before, if that is free."""
    before = _places.get(arn)
    if before is None or before.port != port or processes.listens(before):
        _places[arn] = processes.place(port)
    return _places[arn]


def _here() -> str:
    from ministack.core.responses import get_account_id, get_region

    return f'arn:aws:rds:{get_region()}:{get_account_id()}:'


def _own(rds: Any) -> dict[str, Properties]:
    """The databases that have a server of their own."""
    records = (*rds._clusters.values(), *rds._instances.values())
    return {_arn(one): one for one in records if _has_program(one['Engine']) and _source(rds, one) == _arn(one)}


def _has_program(engine: str) -> bool:
    program = supplies.mysqld() if engine == 'mysql' else supplies.postgresql()
    return engine in _ENGINES and program is not None


def _arn(record: Properties) -> str:
    return str(record.get('DBClusterArn') or record['DBInstanceArn'])


def _source(rds: Any, record: Properties) -> str:
    """The ARN of the database whose server a database has: its cluster, the source of a replica, or itself."""
    if 'DBInstanceArn' not in record:
        return _arn(record)
    if cluster := rds._clusters.get(record.get('DBClusterIdentifier') or ''):
        return _arn(cluster)
    source = str(record.get('ReadReplicaSourceDBInstanceIdentifier') or '').rsplit(':', 1)[-1]
    return _source(rds, rds._instances[source]) if source in rds._instances else _arn(record)


def _wanted(rds: Any, record: Properties) -> Wanted:
    is_cluster = 'DBInstanceArn' not in record
    port = record['Port'] if is_cluster else record.setdefault('_port', record['Endpoint']['Port'])
    database = record.get('DatabaseName') if is_cluster else record.get('DBName')
    return Wanted(
        engine=record['Engine'],
        version=record['EngineVersion'],
        port=int(port),
        user=record['MasterUsername'],
        password=password(record) or _servers[_arn(record)].password,
        database=database or '',
        parameters=_parameters(rds, record),
    )


def password(record: Properties) -> str | None:
    """None when the secret of RDS is gone: the password stays."""
    from ministack.services import secretsmanager

    if arn := (record.get('MasterUserSecret') or {}).get('SecretArn'):
        value = secretsmanager.resolve_secret_string(arn, 'AWSCURRENT', None)
        return str(json.loads(value)['password']) if value else None
    return str(record.get('_MasterUserPassword') or 'password')


def _parameters(rds: Any, record: Properties) -> dict[str, str]:
    """Those of the parameter group of the cluster or of the instance."""
    if 'DBInstanceArn' not in record:
        group = rds._db_cluster_param_groups.get(record.get('DBClusterParameterGroup') or '')
    else:
        names = [one['DBParameterGroupName'] for one in record.get('DBParameterGroups') or []]
        group = rds._param_groups.get(names[0]) if names else None
    parameters = (group or {}).get('Parameters') or {}
    return {name: str(one.get('ParameterValue', '')) for name, one in parameters.items()}


def _publish(record: Properties, server: Server) -> None:
    """Writes the address of the server where clients look for it."""
    address, port = server.where
    if 'DBInstanceArn' in record:
        record['Endpoint'].update(Address=address, Port=port)
        record.pop('LatestRestorableTime', None)  # then MiniStack says now
    else:
        record.update(Endpoint=address, ReaderEndpoint=address, Port=port)
