"""AWS::WAFv2::WebACLAssociation: stored, and blocks nothing."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::WAFv2::WebACLAssociation'
REPLACES = ('ResourceArn', 'WebACLArn')


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    client('wafv2').associate_web_acl(ResourceArn=properties['ResourceArn'], WebACLArn=properties['WebACLArn'])
    return f'{properties["ResourceArn"]}|{properties["WebACLArn"]}', {}


def update(association: str, old: Properties, new: Properties, stack: str) -> Created:
    return association, {}  # every property replaces


def delete(association: str, properties: Properties) -> None:
    resource, _, acl = association.partition('|')
    # A replacement has associated the resource with another ACL before the old one is deleted.
    with unless('WAFNonexistentItemException'):
        if resource in client('wafv2').list_resources_for_web_acl(WebACLArn=acl)['ResourceArns']:
            client('wafv2').disassociate_web_acl(ResourceArn=resource)
