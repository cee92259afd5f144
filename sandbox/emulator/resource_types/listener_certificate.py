"""AWS::ElasticLoadBalancingV2::ListenerCertificate, through the calls that patches/listener_certificates.py adds."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::ElasticLoadBalancingV2::ListenerCertificate'
REPLACES = ('ListenerArn',)


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    client('elbv2').add_listener_certificates(**_asked(properties))
    return f'{stack}-{logical_id}', {}


def update(association: str, old: Properties, new: Properties, stack: str) -> Created:
    client('elbv2').add_listener_certificates(**_asked(new))
    kept = [one['CertificateArn'] for one in new['Certificates']]
    gone = [one for one in old['Certificates'] if one['CertificateArn'] not in kept]
    if gone:
        client('elbv2').remove_listener_certificates(ListenerArn=new['ListenerArn'], Certificates=gone)
    return association, {}


def delete(association: str, properties: Properties) -> None:
    with unless('ListenerNotFound'):
        client('elbv2').remove_listener_certificates(**_asked(properties))


def _asked(properties: Properties) -> Properties:
    return {'ListenerArn': properties['ListenerArn'], 'Certificates': properties['Certificates']}
