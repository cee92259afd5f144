"""AWS::Cognito::UserPoolIdentityProvider: an identity provider of a user pool."""

from ..calls import client, pick, unless
from ..saml import metadata
from ..shapes import Created, Properties

TYPE = 'AWS::Cognito::UserPoolIdentityProvider'
REPLACES = ('ProviderName', 'ProviderType', 'UserPoolId')
_CHANGED = ('AttributeMapping', 'IdpIdentifiers', 'ProviderDetails')


def create(logical_id: str | None, properties: Properties, stack: str) -> Created:
    client('cognito-idp').create_identity_provider(**pick(properties, *REPLACES), **_changed(properties))
    return properties['ProviderName'], {}


def update(provider: str, old: Properties, new: Properties, stack: str) -> Created:
    if any(old.get(name) != new.get(name) for name in REPLACES):
        return create(None, new, stack)  # CloudFormation deletes the old one in its clean-up
    named = {'UserPoolId': new['UserPoolId'], 'ProviderName': provider}
    client('cognito-idp').update_identity_provider(**named, **_changed(new))
    return provider, {}


def delete(provider: str, properties: Properties) -> None:
    with unless('ResourceNotFoundException'):
        client('cognito-idp').delete_identity_provider(UserPoolId=properties['UserPoolId'], ProviderName=provider)


def _changed(properties: Properties) -> Properties:
    """What an update changes; a template may write a detail as a boolean or a number, the API takes text."""
    changed = {'AttributeMapping': {}, 'IdpIdentifiers': [], **pick(properties, *_CHANGED)}
    if metadata.is_known(changed['ProviderDetails']):
        metadata.metadata(changed['ProviderDetails'])  # Cognito refuses what it cannot read
    details = changed['ProviderDetails'].items()
    changed['ProviderDetails'] = {
        name: f'{value}'.lower() if isinstance(value, bool) else f'{value}' for name, value in details
    }
    return changed
