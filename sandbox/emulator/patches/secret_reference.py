"""The reference of a secret is its name, where AWS answers its ARN."""

NEEDS = {'ministack.services.secretsmanager': ('_secrets',)}

_TYPE = 'AWS::SecretsManager::Secret'


def install():
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]

    def name_of(arn):
        return next((name for name, secret in secretsmanager._secrets.items() if secret['ARN'] == arn), arn)

    def answer(made):
        name, attributes = made
        return secretsmanager._secrets[name]['ARN'], attributes

    provisioners._RESOURCE_HANDLERS[_TYPE] = {
        **handlers,
        'create': lambda logical_id, properties, stack: answer(handlers['create'](logical_id, properties, stack)),
        'update': lambda arn, *changed: answer(handlers['update'](name_of(arn), *changed)),
        'delete': lambda arn, properties: handlers['delete'](name_of(arn), properties),
    }
