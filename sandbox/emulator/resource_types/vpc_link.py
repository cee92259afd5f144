"""AWS::ApiGatewayV2::VpcLink: integrations reach a load balancer through it, whatever its subnets and groups."""

from ..rest_api import vpc_links
from ..shapes import Created, Properties

TYPE = 'AWS::ApiGatewayV2::VpcLink'
REPLACES = ('SecurityGroupIds', 'SubnetIds')


def create(logical_id: str | None, properties: Properties, stack: str) -> Created:
    link = vpc_links.create(properties)
    return link, {'VpcLinkId': link}


def update(link: str, old: Properties, new: Properties, stack: str) -> Created:
    if any(old.get(name) != new.get(name) for name in REPLACES):
        return create(None, new, stack)
    vpc_links.all_links()[link]['name'] = new['Name']
    return link, {'VpcLinkId': link}


def delete(link: str, properties: Properties) -> None:
    vpc_links.all_links().pop(link, None)
