"""The record of a DB instance that RDS restores: what it takes from its source, and what it does not.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceToPointInTime.html
"""

import copy
import time
from typing import Any

from .servers import databases, snapshots
from .shapes import Properties

_OF_THE_SOURCE = (
    'AllocatedStorage',
    'BackupRetentionPeriod',
    'DBInstanceClass',
    'DBName',
    'Engine',
    'EngineVersion',
    'KmsKeyId',
    'LicenseModel',
    'MasterUsername',
    'OptionGroupMemberships',
    'StorageEncrypted',
    'StorageType',
    '_MasterUserPassword',
)
_STATED = frozenset({'AllocatedStorage', 'BackupRetentionPeriod', 'DBInstanceClass', 'EngineVersion', 'StorageType'})
"""What a template may state beside its snapshot."""
_FLAGS = ('CopyTagsToSnapshot', 'DeletionProtection', 'MultiAZ', 'PubliclyAccessible')
_PORT = 'Port'


def description(record: Properties) -> Properties:
    """What a snapshot keeps of its instance, the password of the master user included."""
    kept = {name: copy.deepcopy(record[name]) for name in _OF_THE_SOURCE if name in record}
    return {**kept, _PORT: record['Endpoint'][_PORT], '_MasterUserPassword': databases.password(record)}


def make(name: str, source: Properties, asked: Properties) -> Properties:
    """The record of an instance with the properties of a request, as that of a template has them."""
    from ministack.core.responses import get_account_id, get_region, new_uuid
    from ministack.services import rds

    place = f'{get_region()}:{get_account_id()}'
    engine, version = source['Engine'], source['EngineVersion'].split('.')[0]
    group = rds._p(asked, 'DBSubnetGroupName') or 'default'
    parameters = rds._p(asked, 'DBParameterGroupName') or f'default.{engine}{version}'
    security_groups = rds._parse_member_list(asked, 'VpcSecurityGroupIds')
    return {
        **{name: value for name, value in source.items() if name != _PORT},
        **{flag: rds._p(asked, flag) == 'true' for flag in _FLAGS},
        'DBInstanceIdentifier': name,
        'DBInstanceArn': f'arn:aws:rds:{place}:db:{name}',
        'DBInstanceClass': rds._p(asked, 'DBInstanceClass') or source['DBInstanceClass'],
        'DBInstanceStatus': 'available',
        'DBParameterGroups': [{'DBParameterGroupName': parameters, 'ParameterApplyStatus': 'in-sync'}],
        'DBSubnetGroup': rds._subnet_groups.get(group, {'DBSubnetGroupName': group}),
        'DbiResourceId': f'db-{new_uuid().replace("-", "")[:20].upper()}',
        'Endpoint': {'Address': f'{name}.{get_region()}.rds.amazonaws.com', _PORT: _port(source, asked)},
        'InstanceCreateTime': rds._format_time(time.time()),
        'PendingModifiedValues': {},
        'ReadReplicaDBInstanceIdentifiers': [],
        'ReadReplicaSourceDBInstanceIdentifier': '',
        'TagList': rds._parse_tags(asked),
        'VpcSecurityGroups': [{'VpcSecurityGroupId': one, 'Status': 'active'} for one in security_groups],
    }


def take_over(record: Properties, source: Properties, data: str, given: Properties) -> None:
    """Gives a record of a template what it has of its snapshot; `data` is the ARN of that."""
    kept = {name: value for name, value in source.items() if name != _PORT and not (name in _STATED and name in given)}
    if password := given.get('MasterUserPassword'):
        kept['_MasterUserPassword'] = password
    record.update(kept)
    snapshots.restore(record, data)


def _port(source: Properties, asked: Properties) -> Any:
    from ministack.services import rds

    return int(rds._p(asked, _PORT) or source[_PORT])
