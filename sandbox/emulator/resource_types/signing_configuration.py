"""AWS::ECR::SigningConfiguration, through the API calls that patches/image_signing.py adds."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::ECR::SigningConfiguration'
REPLACES = ()


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    from ministack.core.responses import get_account_id

    rules = [
        {
            'signingProfileArn': rule['SigningProfileArn'],
            'repositoryFilters': [
                {'filter': one['Filter'], 'filterType': one['FilterType']} for one in rule.get('RepositoryFilters', [])
            ],
        }
        for rule in properties['Rules']
    ]
    client('ecr').put_signing_configuration(signingConfiguration={'rules': rules})
    return get_account_id(), {'RegistryId': get_account_id()}


def update(registry: str, old: Properties, new: Properties, stack: str) -> Created:
    return create('', new, stack)


def delete(registry: str, properties: Properties) -> None:
    with unless('SigningConfigurationNotFoundException'):
        client('ecr').delete_signing_configuration()
