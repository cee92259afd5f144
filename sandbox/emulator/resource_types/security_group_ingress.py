"""AWS::EC2::SecurityGroupIngress"""

from ..calls import client
from ..security_group_rules import describe, made, permission, revoke
from ..shapes import Created, Properties

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


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    return made(
        client('ec2').authorize_security_group_ingress(
            GroupId=properties['GroupId'], IpPermissions=[permission(properties, *_FROM)]
        )
    )


def update(rule: str, old: Properties, new: Properties, stack: str) -> Created:
    return describe(rule, new, *_FROM)


def delete(rule: str, properties: Properties) -> None:
    revoke(client('ec2').revoke_security_group_ingress, rule, properties)
