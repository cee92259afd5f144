"""AWS::SecretsManager::RotationSchedule: the schedule is that of the secret, and no function runs."""

from typing import Any

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::SecretsManager::RotationSchedule'
REPLACES = ('SecretId',)


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    # RotateSecret of MiniStack would add a version at once, which RotateImmediatelyOnUpdate: false forbids.
    _secret(properties['SecretId']).update(RotationEnabled=True, RotationRules=_rules(properties))
    return properties['SecretId'], {}


def update(secret: str, old: Properties, new: Properties, stack: str) -> Created:
    return create('', new, stack)


def delete(secret: str, properties: Properties) -> None:
    with unless('ResourceNotFoundException'):
        _secret(secret).update(RotationEnabled=False)


def _secret(arn: str) -> dict[str, Any]:
    from ministack.services import secretsmanager

    client('secretsmanager').describe_secret(SecretId=arn)  # refuses one that is not there
    _, secret = secretsmanager._resolve(arn)
    return secret


def _rules(properties: Properties) -> dict[str, Any]:
    rules = dict(properties.get('RotationRules') or {})
    if 'AutomaticallyAfterDays' in rules:
        rules['AutomaticallyAfterDays'] = int(rules['AutomaticallyAfterDays'])
    return rules
