"""AWS::IAM::OIDCProvider: IAM of MiniStack creates one and has no call to change it."""

from ministack.services import iam

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::IAM::OIDCProvider'
REPLACES = ('Url',)
_LISTS = {'ClientIdList': 'ClientIDList', 'ThumbprintList': 'ThumbprintList', 'Tags': 'Tags'}


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    asked = {field: properties[name] for name, field in _LISTS.items() if properties.get(name)}
    made = client('iam').create_open_id_connect_provider(Url=properties['Url'], **asked)
    return _answer(made['OpenIDConnectProviderArn'])


def update(arn: str, old: Properties, new: Properties, stack: str) -> Created:
    iam._oidc_providers[arn].update({field: new.get(name) or [] for name, field in _LISTS.items()})
    return _answer(arn)


def delete(arn: str, properties: Properties) -> None:
    with unless('NoSuchEntity'):
        client('iam').delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)


def _answer(arn: str) -> Created:
    return arn, {'Arn': arn}
