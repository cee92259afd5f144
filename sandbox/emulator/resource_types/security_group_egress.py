"""AWS::EC2::SecurityGroupEgress"""

from ..calls import client
from ..security_group_rules import describe, made, permission, revoke, revoke_default_egress
from ..shapes import Created, Properties

TYPE = 'AWS::EC2::SecurityGroupEgress'
REPLACES = (
    'CidrIp',
    'CidrIpv6',
    'DestinationPrefixListId',
    'DestinationSecurityGroupId',
    'FromPort',
    'GroupId',
    'IpProtocol',
    'ToPort',
)
_TO = ('DestinationSecurityGroupId', 'DestinationPrefixListId')


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    revoke_default_egress(properties['GroupId'])
    return made(
        client('ec2').authorize_security_group_egress(
            GroupId=properties['GroupId'], IpPermissions=[permission(properties, *_TO)]
        )
    )


def update(rule: str, old: Properties, new: Properties, stack: str) -> Created:
    return describe(rule, new, *_TO)


def delete(rule: str, properties: Properties) -> None:
    revoke(client('ec2').revoke_security_group_egress, rule, properties)
