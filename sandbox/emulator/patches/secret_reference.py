"""Ref of a secret returns its name, not its ARN."""

from ..shapes import Created

NEEDS = {'ministack.services.secretsmanager': ('_secrets',)}

_TYPE = 'AWS::SecretsManager::Secret'


def install() -> None:
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import provisioners

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
