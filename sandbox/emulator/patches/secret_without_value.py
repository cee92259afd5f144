"""A secret that a template gives no value has an empty one, where AWS knows no version of it; and one of a name that is
taken replaces the other, where AWS refuses."""

from ..wrapping import after

NEEDS = {'ministack.services.secretsmanager': ('_secrets',)}

_TYPE = 'AWS::SecretsManager::Secret'
_VALUES = ('SecretString', 'GenerateSecretString')


def install():
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]
    native = handlers['create']

    def create(logical_id, properties, stack):
        name = properties.get('Name')
        if name in secretsmanager._secrets:
            raise ValueError(f'The operation failed because the secret {name} already exists.')
        return native(logical_id, properties, stack)

    def empty(reference, properties, old):
        if old is None and not any(properties.get(value) for value in _VALUES):
            _of(secretsmanager._secrets, reference)['Versions'] = {}

    provisioners._RESOURCE_HANDLERS[_TYPE] = {**handlers, 'create': create}
    after(_TYPE, empty)


def _of(secrets, reference):
    """By its name or its ARN: which of them the reference is depends on another patch."""
    return next(secret for name, secret in secrets.items() if reference in (name, secret['ARN']))
