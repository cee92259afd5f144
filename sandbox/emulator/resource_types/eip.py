"""AWS::EC2::EIP: an address, which no gateway of the emulator uses."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::EC2::EIP'
REPLACES = ('Address', 'Domain', 'IpamPoolId', 'NetworkBorderGroup', 'TransferAddress')


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    tags = [{'ResourceType': 'elastic-ip', 'Tags': properties['Tags']}] if properties.get('Tags') else []
    made = client('ec2').allocate_address(Domain=properties.get('Domain', 'vpc'), TagSpecifications=tags)
    return made['PublicIp'], {'AllocationId': made['AllocationId'], 'PublicIp': made['PublicIp']}


def update(address: str, old: Properties, new: Properties, stack: str) -> Created:
    return address, {'AllocationId': _allocation(address), 'PublicIp': address}


def delete(address: str, properties: Properties) -> None:
    if allocation := _allocation(address):
        with unless('InvalidAllocationID.NotFound'):
            client('ec2').release_address(AllocationId=allocation)


def _allocation(address: str) -> str:
    found = client('ec2').describe_addresses()['Addresses']
    return next((one['AllocationId'] for one in found if one['PublicIp'] == address), '')
