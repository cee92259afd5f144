"""A database of a template makes no secret for `ManageMasterUserPassword`, and has no attribute with its ARN.

RDS owns that secret, whose JSON has two fields, and deletes it with the database, also one that its stack retained:
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
"""

import json
import secrets
from typing import Any

from ..shapes import Created, Properties

NEEDS = {
    'ministack.services.rds': ('_ACTION_MAP', '_clusters', '_instances', '_p'),
    'ministack.services.secretsmanager': ('_secrets', 'create_secret_in_process'),
}

_RECORDS = {'AWS::RDS::DBCluster': ('_clusters', 'cluster'), 'AWS::RDS::DBInstance': ('_instances', 'db')}
_KEY = 'MasterUserSecret'


def install() -> None:
    from ministack.services import rds
    from ministack.services.cloudformation import provisioners

    for name, (records, kind) in _RECORDS.items():
        handlers = provisioners._RESOURCE_HANDLERS[name]
        provisioners._RESOURCE_HANDLERS[name] = {**handlers, **_wrapped(handlers, getattr(rds, records), kind)}
    delete = rds._ACTION_MAP['DeleteDBInstance']  # DeleteDBCluster deletes its secret already

    def deleted(asked: Properties) -> Any:
        name = rds._p(asked, 'DBInstanceIdentifier')
        arn = _arn(rds._instances, name)
        answer = delete(asked)
        if name not in rds._instances:
            _forget(arn)
        return answer

    rds._ACTION_MAP['DeleteDBInstance'] = deleted


def _wrapped(handlers: Properties, records: Any, kind: str) -> Properties:
    def answer(made: Created, properties: Properties) -> Created:
        name, attributes = made
        record = records[name]
        if properties.get('ManageMasterUserPassword') and not record.get(_KEY):
            record[_KEY] = {'SecretArn': _secret(kind, record['MasterUsername']), 'SecretStatus': 'active'}
        secret = record.get(_KEY) or {}
        return name, attributes | ({f'{_KEY}.SecretArn': secret['SecretArn']} if secret else {})

    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        return answer(handlers['create'](logical_id, properties, stack), properties)

    def update(name: str, old: Properties, new: Properties, stack: str, *logical_id: str) -> Created:
        return answer(handlers['update'](name, old, new, stack, *logical_id), new)

    def delete(name: str, properties: Properties) -> None:
        arn = _arn(records, name)
        handlers['delete'](name, properties)
        _forget(arn)

    return {'create': create, 'update': update, 'delete': delete}


def _arn(records: Any, name: str) -> str | None:
    return ((records.get(name) or {}).get(_KEY) or {}).get('SecretArn')


def _forget(arn: str | None) -> None:
    from ministack.services import secretsmanager

    for secret in [key for key, one in secretsmanager._secrets.items() if arn and one['ARN'] == arn]:
        del secretsmanager._secrets[secret]


def _secret(kind: str, username: str) -> str:
    from ministack.core.responses import new_uuid
    from ministack.services import secretsmanager

    value = json.dumps({'username': username, 'password': secrets.token_hex(16)})
    return str(secretsmanager.create_secret_in_process(f'rds!{kind}-{new_uuid()}', value))
