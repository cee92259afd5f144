"""A snapshot of a DB instance has no data, and what is restored from one is empty; no instance is restored to a time.

Its name comes before that of `managed_database_secret`: a restored database has the master user of its snapshot.
"""

import datetime
import time
from typing import Any

from ..shapes import Created, Properties

NEEDS = {
    'ministack.services.rds': (
        '_ACTION_MAP',
        '_create_snapshot_internal',
        '_error',
        '_format_time',
        '_instances',
        '_p',
        '_parse_member_list',
        '_parse_tags',
        '_resolve_instance',
        '_single_instance_response',
        '_snapshots',
        '_subnet_groups',
    ),
}

_KEPT = '_Instance'
_WINDOW = 'is the earliest time to which the instance can be restored, and now the latest.'


def install() -> None:
    from ministack.services import rds
    from ministack.services.cloudformation import provisioners

    native = rds._create_snapshot_internal

    def taken(name: str, instance: Properties) -> Properties:
        from .. import restored_instance
        from ..servers import databases, snapshots

        kept = restored_instance.description(instance)
        snapshot: Properties = native(name, instance)
        snapshot[_KEPT] = kept
        snapshots.keep(snapshot['DBSnapshotArn'], databases.save(instance))
        return snapshot

    rds._create_snapshot_internal = taken
    rds._ACTION_MAP['RestoreDBInstanceFromDBSnapshot'] = _from_snapshot
    rds._ACTION_MAP['RestoreDBInstanceToPointInTime'] = _to_point_in_time
    delete = rds._ACTION_MAP['DeleteDBSnapshot']

    def deleted(asked: Properties) -> Any:
        from ..servers import snapshots

        snapshot = _found(rds._p(asked, 'DBSnapshotIdentifier'))
        answer = delete(asked)
        if snapshot:
            snapshots.forget(snapshot['DBSnapshotArn'])
        return answer

    rds._ACTION_MAP['DeleteDBSnapshot'] = deleted
    handlers = provisioners._RESOURCE_HANDLERS['AWS::RDS::DBInstance']
    create = handlers['create']

    def created(logical_id: str, properties: Properties, stack: str) -> Created:
        from .. import restored_instance
        from ..servers import databases

        identifier = properties.get('DBSnapshotIdentifier')
        snapshot = _found(identifier) if identifier else None
        if identifier and snapshot is None:
            raise ValueError(f'DBSnapshot {identifier} not found.')
        if snapshot is None:
            return create(logical_id, properties, stack)
        with databases.lock:
            name, attributes = create(logical_id, properties, stack)
            record = rds._instances[name]
            restored_instance.take_over(record, snapshot[_KEPT], snapshot['DBSnapshotArn'], properties)
        return name, attributes

    provisioners._RESOURCE_HANDLERS['AWS::RDS::DBInstance'] = {**handlers, 'create': created}


def _found(identifier: str) -> Properties | None:
    """A snapshot of the current account and region, by its name or its ARN."""
    from ministack.services import rds

    for name, snapshot in rds._snapshots.items():
        if identifier in (name, snapshot['DBSnapshotArn']):
            return dict(snapshot)
    return None


def _from_snapshot(asked: Properties) -> Any:
    from ministack.services import rds

    identifier = rds._p(asked, 'DBSnapshotIdentifier')
    snapshot = _found(identifier)
    if snapshot is None:
        return rds._error('DBSnapshotNotFound', f'DBSnapshot {identifier} not found.', 404)
    name = rds._p(asked, 'DBInstanceIdentifier')
    return _restored('FromDBSnapshot', name, snapshot[_KEPT], snapshot['DBSnapshotArn'], asked)


def _to_point_in_time(asked: Properties) -> Any:
    from ministack.services import rds

    from .. import restored_instance
    from ..servers import databases, snapshots

    identifier = rds._p(asked, 'SourceDBInstanceIdentifier')
    source = rds._resolve_instance(identifier)
    if source is None:
        return rds._error('DBInstanceNotFound', f'DBInstance {identifier} not found.', 404)
    when = _time(rds._p(asked, 'RestoreTime'))
    earliest = databases.since(source)
    if when is not None and not earliest <= when <= time.time():
        return rds._error('InvalidParameterValue', f'{rds._format_time(earliest)} {_WINDOW}', 400)
    name = rds._p(asked, 'TargetDBInstanceIdentifier')
    data = f'{source["DBInstanceArn"]} for {name}'
    snapshots.keep(data, databases.save(source, when))
    try:
        return _restored('ToPointInTime', name, restored_instance.description(source), data, asked)
    finally:
        snapshots.forget(data)


def _time(text: str) -> float | None:
    """A time of a request, in seconds since 1970; None for the latest."""
    return datetime.datetime.fromisoformat(text).timestamp() if text else None


def _restored(action: str, name: str, source: Properties, data: str, asked: Properties) -> Any:
    from ministack.services import rds

    from .. import restored_instance
    from ..servers import databases, snapshots

    if name in rds._instances:
        return rds._error('DBInstanceAlreadyExists', f'DBInstance {name} already exists.', 400)
    record = restored_instance.make(name, source, asked)
    snapshots.restore(record, data)
    rds._instances[name] = record
    try:
        databases.follow()
    except BaseException:
        del rds._instances[name]
        raise
    operation = f'RestoreDBInstance{action}'
    return rds._single_instance_response(f'{operation}Response', f'{operation}Result', record)
