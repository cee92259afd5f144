"""AWS::EC2::SecurityGroupEgress"""

from ..calls import client
from ..security_group_rules import describe, let_no_longer_everything_out, made, permission, revoke

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


def create(logical_id, properties, stack):
    let_no_longer_everything_out(properties['GroupId'])
    return made(
        client('ec2').authorize_security_group_egress(
            GroupId=properties['GroupId'], IpPermissions=[permission(properties, *_TO)]
        )
    )


def update(rule, old, new, stack):
    return describe(rule, new, *_TO)


def delete(rule, properties):
    revoke(client('ec2').revoke_security_group_egress, rule, properties)
