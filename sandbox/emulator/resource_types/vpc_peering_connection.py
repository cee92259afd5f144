"""AWS::EC2::VPCPeeringConnection: of two VPCs of one account, accepted at once; passes no packet on."""

from ..calls import client, pick, unless
from ..shapes import Created, Properties

TYPE = 'AWS::EC2::VPCPeeringConnection'
REPLACES = ('AssumeRoleRegion', 'PeerOwnerId', 'PeerRegion', 'PeerRoleArn', 'PeerVpcId', 'VpcId')


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    tags = [{'ResourceType': 'vpc-peering-connection', 'Tags': properties['Tags']}] if properties.get('Tags') else []
    asked = pick(properties, 'PeerOwnerId', 'PeerRegion', 'PeerVpcId', 'VpcId')
    made = client('ec2').create_vpc_peering_connection(**asked, TagSpecifications=tags)['VpcPeeringConnection']
    peering = made['VpcPeeringConnectionId']
    client('ec2').accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    return _answer(peering)


def update(peering: str, old: Properties, new: Properties, stack: str) -> Created:
    return _answer(peering)  # tags alone stay, and nothing reads them


def delete(peering: str, properties: Properties) -> None:
    with unless('InvalidVpcPeeringConnectionID.NotFound'):
        client('ec2').delete_vpc_peering_connection(VpcPeeringConnectionId=peering)


def _answer(peering: str) -> Created:
    return peering, {'Id': peering}
