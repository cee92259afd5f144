"""AWS::EC2::SecurityGroupIngress"""

from ..calls import client
from ..security_group_rules import describe, made, permission, revoke

TYPE = 'AWS::EC2::SecurityGroupIngress'
REPLACES = (
    'CidrIp',
    'CidrIpv6',
    'FromPort',
    'GroupId',
    'GroupName',
    'IpProtocol',
    'SourcePrefixListId',
    'SourceSecurityGroupId',
    'SourceSecurityGroupName',
    'SourceSecurityGroupOwnerId',
    'ToPort',
)
_FROM = ('SourceSecurityGroupId', 'SourcePrefixListId')


def create(logical_id, properties, stack):
    return made(
        client('ec2').authorize_security_group_ingress(
            GroupId=properties['GroupId'], IpPermissions=[permission(properties, *_FROM)]
        )
    )


def update(rule, old, new, stack):
    return describe(rule, new, *_FROM)


def delete(rule, properties):
    revoke(client('ec2').revoke_security_group_ingress, rule, properties)
