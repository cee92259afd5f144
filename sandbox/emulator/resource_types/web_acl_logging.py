"""AWS::WAFv2::LoggingConfiguration, through the API calls that patches/web_acl_logging.py adds."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::WAFv2::LoggingConfiguration'
REPLACES = ('ResourceArn',)


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    client('wafv2').put_logging_configuration(LoggingConfiguration=properties)
    return properties['ResourceArn'], {}


def update(web_acl: str, old: Properties, new: Properties, stack: str) -> Created:
    return create('', new, stack)


def delete(web_acl: str, properties: Properties) -> None:
    with unless('WAFNonexistentItemException'):
        client('wafv2').delete_logging_configuration(ResourceArn=web_acl)
