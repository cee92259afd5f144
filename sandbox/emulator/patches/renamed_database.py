"""ModifyDBInstance ignores `NewDBInstanceIdentifier`. The endpoint has the name of the instance, and moves with it.

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RenameInstance.html
"""

from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.rds': ('_ACTION_MAP', '_error', '_instances', '_p', '_resolve_instance', '_tags'),
}


def install() -> None:
    from ministack.services import rds

    modify = rds._ACTION_MAP['ModifyDBInstance']

    def modified(asked: Properties) -> Any:
        name = rds._p(asked, 'NewDBInstanceIdentifier').lower()
        instance = rds._resolve_instance(rds._p(asked, 'DBInstanceIdentifier'))
        if not name or instance is None or name == instance['DBInstanceIdentifier']:
            return modify(asked)
        if name in rds._instances:
            return rds._error('DBInstanceAlreadyExists', f'DBInstance {name} already exists.', 400)
        if rds._p(asked, 'ApplyImmediately') != 'true':
            reason = 'The sandbox has no maintenance window: rename with ApplyImmediately.'
            return rds._error('InvalidParameterCombination', reason, 400)
        _rename(instance, name)
        return modify({**asked, 'DBInstanceIdentifier': [name]})

    rds._ACTION_MAP['ModifyDBInstance'] = modified


def _rename(instance: Properties, name: str) -> None:
    from ministack.services import rds

    from ..servers import databases

    before, arn = instance['DBInstanceIdentifier'], instance['DBInstanceArn']
    renamed = f'{arn.rsplit(":", 1)[0]}:{name}'

    def change() -> None:
        instance.update(DBInstanceIdentifier=name, DBInstanceArn=renamed)
        rds._instances[name] = instance
        del rds._instances[before]
        if tags := rds._tags.pop(arn, None):
            rds._tags[renamed] = tags
        for other in rds._instances.values():
            if other.get('ReadReplicaSourceDBInstanceIdentifier') == before:
                other['ReadReplicaSourceDBInstanceIdentifier'] = name

    databases.rename(arn, renamed, change)
