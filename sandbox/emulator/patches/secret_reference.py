"""Ref of a secret returns its name, not its ARN.

Patched, the ARN is also its physical id, by which the detection of drift finds it."""

from ..shapes import Created

NEEDS = {
    'ministack.services.cloudformation.drift': ('_DRIFT_READERS',),
    'ministack.services.secretsmanager': ('_secrets',),
}

_TYPE = 'AWS::SecretsManager::Secret'


def install() -> None:
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import drift, provisioners

    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]

    def name_of(arn: str) -> str:
        return next((name for name, secret in secretsmanager._secrets.items() if secret['ARN'] == arn), arn)

    def answer(made: Created) -> Created:
        name, attributes = made
        return secretsmanager._secrets[name]['ARN'], attributes

    provisioners._RESOURCE_HANDLERS[_TYPE] = {
        **handlers,
        'create': lambda logical_id, properties, stack: answer(handlers['create'](logical_id, properties, stack)),
        'update': lambda arn, *changed: answer(handlers['update'](name_of(arn), *changed)),
        'delete': lambda arn, properties: handlers['delete'](name_of(arn), properties),
    }
    read, compared = drift._DRIFT_READERS[_TYPE]
    drift._DRIFT_READERS[_TYPE] = (lambda arn, properties: read(name_of(arn), properties), compared)
