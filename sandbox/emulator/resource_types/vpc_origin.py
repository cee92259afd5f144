"""AWS::CloudFront::VpcOrigin: a load balancer that distributions reach by its ARN."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::CloudFront::VpcOrigin'
REPLACES = ()


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    tags = {'Tags': {'Items': properties['Tags']}} if properties.get('Tags') else {}
    made = client('cloudfront').create_vpc_origin(VpcOriginEndpointConfig=_config(properties), **tags)
    return _answer(made['VpcOrigin'])


def update(origin: str, old: Properties, new: Properties, stack: str) -> Created:
    cloudfront = client('cloudfront')
    version = cloudfront.get_vpc_origin(Id=origin)['ETag']
    changed = cloudfront.update_vpc_origin(Id=origin, IfMatch=version, VpcOriginEndpointConfig=_config(new))
    return _answer(changed['VpcOrigin'])


def delete(origin: str, properties: Properties) -> None:
    cloudfront = client('cloudfront')
    with unless('EntityNotFound'):
        cloudfront.delete_vpc_origin(Id=origin, IfMatch=cloudfront.get_vpc_origin(Id=origin)['ETag'])


def _config(properties: Properties) -> Properties:
    """The configuration as the API names it, with the defaults of CloudFormation."""
    asked = properties['VpcOriginEndpointConfig']
    protocols = asked.get('OriginSSLProtocols', ['TLSv1.2'])
    return {
        'Name': asked['Name'],
        'Arn': asked['Arn'],
        'HTTPPort': int(asked.get('HTTPPort', 80)),
        'HTTPSPort': int(asked.get('HTTPSPort', 443)),
        'OriginProtocolPolicy': asked.get('OriginProtocolPolicy', 'match-viewer'),
        'OriginSslProtocols': {'Quantity': len(protocols), 'Items': protocols},
    }


def _answer(origin: Properties) -> Created:
    return origin['Id'], {name: origin[name] for name in ('Id', 'Arn', 'AccountId', 'Status')}
