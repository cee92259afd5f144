"""AWS::EC2::NetworkAclEntry: stored without its ports, which MiniStack drops. A number that is taken is refused."""

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::EC2::NetworkAclEntry'
REPLACES = ('Egress', 'NetworkAclId', 'RuleNumber')


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    asked = _asked(properties)
    (acl,) = client('ec2').describe_network_acls(NetworkAclIds=[asked['NetworkAclId']])['NetworkAcls']
    place = (asked['RuleNumber'], asked['Egress'])
    if place in [(entry['RuleNumber'], entry['Egress']) for entry in acl['Entries']]:
        raise ValueError(f'NetworkAclEntryAlreadyExists: the number {place[0]} is taken in {acl["NetworkAclId"]}')
    client('ec2').create_network_acl_entry(**asked, **_rule(properties))
    return f'{acl["NetworkAclId"]}|{place[0]}|{place[1]}', {}


def update(entry: str, old: Properties, new: Properties, stack: str) -> Created:
    client('ec2').replace_network_acl_entry(**_asked(new), **_rule(new))
    return entry, {}


def delete(entry: str, properties: Properties) -> None:
    acl, number, egress = entry.split('|')
    with unless('InvalidNetworkAclID.NotFound'):
        client('ec2').delete_network_acl_entry(NetworkAclId=acl, RuleNumber=int(number), Egress=egress == 'True')


def _asked(properties: Properties) -> Properties:
    egress = str(properties.get('Egress', False)).lower() == 'true'
    return {'NetworkAclId': properties['NetworkAclId'], 'RuleNumber': int(properties['RuleNumber']), 'Egress': egress}


def _rule(properties: Properties) -> Properties:
    return {
        'CidrBlock': properties['CidrBlock'],
        'Protocol': str(properties['Protocol']),
        'RuleAction': properties['RuleAction'],
    }
