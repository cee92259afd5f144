"""The profile of a user who comes from a provider, created or brought up to date.

https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html"""

import uuid

from ..shapes import Properties
from .refusals import Refused
from .responses import User

NEEDS = {
    'ministack.services.cognito': (
        '_attr_list_to_dict',
        '_dict_to_attr_list',
        '_linked_username_for_federation',
        '_merge_federated_attrs',
        '_now_epoch',
        '_start_federated_profile',
    )
}

_LONGEST = 2048


def written(pool: Properties, provider: Properties, client: Properties, found: User) -> str:
    """Writes what the provider maps, and nothing else that it says; the name of the user."""
    from ministack.services import cognito

    attributes = _mapped(provider, client, found)
    own = f'{provider["ProviderName"]}_{found.name}'
    name = cognito._linked_username_for_federation(pool, provider['ProviderName'], found.name, attributes) or own
    known = pool['_users'].get(name)
    has = {**(cognito._attr_list_to_dict(known['Attributes']) if known else {}), **attributes}
    for schema in pool.get('SchemaAttributes') or []:
        if schema.get('Required') and schema['Name'] != 'sub' and not has.get(schema['Name']):
            raise Refused(f'the user pool requires {schema["Name"]}')
    if known is None:
        _create(pool, provider, found, attributes)
    elif not known.get('Enabled', True):
        raise Refused('the user is disabled')
    else:
        cognito._merge_federated_attrs(known, attributes, cognito._now_epoch())
    return name


def _mapped(provider: Properties, client: Properties, found: User) -> Properties:
    """A claim that is not sent changes nothing. Cognito refuses one that the client may not write."""
    writable = client.get('WriteAttributes')
    mapped = {
        attribute: found.claims[claim]
        for attribute, claim in (provider.get('AttributeMapping') or {}).items()
        if claim in found.claims
    }
    for attribute, value in mapped.items():
        if writable and attribute not in writable:
            raise Refused(f'the app client may not write {attribute}')
        if len(value) > _LONGEST:
            raise Refused(f'{attribute} has more than {_LONGEST} characters')
    return mapped


def _create(pool: Properties, provider: Properties, found: User, attributes: Properties) -> None:
    from ministack.services import cognito

    now = cognito._now_epoch()
    name = f'{provider["ProviderName"]}_{found.name}'
    user = {
        'Username': name,
        'Attributes': cognito._dict_to_attr_list(
            {'email_verified': 'false', **attributes, 'sub': str(uuid.uuid4())},
        ),
        'UserCreateDate': now,
        'UserLastModifiedDate': now,
        'Enabled': True,
        'UserStatus': 'EXTERNAL_PROVIDER',
        'MFAOptions': [],
        '_password': '',
        '_groups': [],
        '_tokens': [],
    }
    pool['_users'][name] = user
    pool['EstimatedNumberOfUsers'] = len(pool['_users'])
    cognito._start_federated_profile(pool, pool['Id'], user, provider['ProviderName'], found.name)
