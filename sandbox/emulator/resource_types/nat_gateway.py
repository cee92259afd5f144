"""AWS::EC2::NatGateway: stored, and passes no packet on."""

from ..calls import client, pick, unless
from ..shapes import Created, Properties

TYPE = 'AWS::EC2::NatGateway'
REPLACES = ('AllocationId', 'AvailabilityMode', 'ConnectivityType', 'PrivateIpAddress', 'SubnetId', 'VpcId')


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    tags = [{'ResourceType': 'natgateway', 'Tags': properties['Tags']}] if properties.get('Tags') else []
    asked = pick(properties, 'SubnetId', 'AllocationId', 'ConnectivityType')
    made = client('ec2').create_nat_gateway(**asked, TagSpecifications=tags)['NatGateway']
    return _answer(made['NatGatewayId'])


def update(gateway: str, old: Properties, new: Properties, stack: str) -> Created:
    return _answer(gateway)  # tags alone stay, and nothing reads them


def delete(gateway: str, properties: Properties) -> None:
    with unless('NatGatewayNotFound'):
        client('ec2').delete_nat_gateway(NatGatewayId=gateway)


def _answer(gateway: str) -> Created:
    return gateway, {'NatGatewayId': gateway}
