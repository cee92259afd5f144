"""AWS::EC2::NetworkAcl: stored, and no packet passes it."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::EC2::NetworkAcl'
REPLACES = ('VpcId',)


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    tags = [{'ResourceType': 'network-acl', 'Tags': properties['Tags']}] if properties.get('Tags') else []
    made = client('ec2').create_network_acl(VpcId=properties['VpcId'], TagSpecifications=tags)['NetworkAcl']
    return _answer(made['NetworkAclId'])


def update(acl: str, old: Properties, new: Properties, stack: str) -> Created:
    return _answer(acl)  # tags alone stay, and nothing reads them


def delete(acl: str, properties: Properties) -> None:
    with unless('InvalidNetworkAclID.NotFound'):
        client('ec2').delete_network_acl(NetworkAclId=acl)


def _answer(acl: str) -> Created:
    return acl, {'Id': acl}
