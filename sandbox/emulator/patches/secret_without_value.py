"""A secret without a value gets an empty version, and one with the name of another replaces it, where AWS refuses."""

from typing import Any

from ..shapes import Created, Properties
from ..wrapping import after

NEEDS = {'ministack.services.secretsmanager': ('_secrets',)}

_TYPE = 'AWS::SecretsManager::Secret'
_VALUES = ('SecretString', 'GenerateSecretString')


def install() -> None:
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]
    native = handlers['create']

    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        name = properties.get('Name')
        if name in secretsmanager._secrets:
            raise ValueError(f'The operation failed because the secret {name} already exists.')
        return native(logical_id, properties, stack)

    def empty(reference: str, properties: Properties, old: Properties | None) -> None:
        if old is None and not any(properties.get(value) for value in _VALUES):
            _of(secretsmanager._secrets, reference)['Versions'] = {}

    provisioners._RESOURCE_HANDLERS[_TYPE] = {**handlers, 'create': create}
    after(_TYPE, empty)


def _of(secrets: Any, reference: str) -> Any:
    """By its name or its ARN: patches/secret_reference.py decides which of them the reference is."""
    return next(secret for name, secret in secrets.items() if reference in (name, secret['ARN']))
