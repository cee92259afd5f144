"""What ingress and egress rules of a security group have in common."""

from collections.abc import Callable
from typing import Any

from .calls import client, pick, unless
from .shapes import Created, Properties

_GONE = (
    'InvalidGroup.NotFound',
    'InvalidGroupId.NotFound',
    'InvalidSecurityGroupRuleId.NotFound',
    'InvalidPermission.NotFound',
)


def permission(properties: Properties, group: str, prefix_list: str) -> Properties:
    described = pick(properties, 'Description')
    made: Properties = {'IpProtocol': str(properties['IpProtocol'])}
    for port in ('FromPort', 'ToPort'):
        if port in properties:
            made[port] = int(properties[port])
    if 'CidrIp' in properties:
        made['IpRanges'] = [{'CidrIp': properties['CidrIp'], **described}]
    if 'CidrIpv6' in properties:
        made['Ipv6Ranges'] = [{'CidrIpv6': properties['CidrIpv6'], **described}]
    if prefix_list in properties:
        made['PrefixListIds'] = [{'PrefixListId': properties[prefix_list], **described}]
    if group in properties:
        made['UserIdGroupPairs'] = [{'GroupId': properties[group], **described}]
    return made


def revoke_default_egress(group: str) -> None:
    """Revokes the rule that allows all egress of a new group, as CloudFormation does for a group with egress rules."""
    everything = [{'IpProtocol': '-1', 'IpRanges': [{'CidrIp': '0.0.0.0/0'}]}]
    with unless(*_GONE):
        client('ec2').revoke_security_group_egress(GroupId=group, IpPermissions=everything)


def made(answer: Properties) -> Created:
    rule = answer['SecurityGroupRules'][0]['SecurityGroupRuleId']
    return rule, {'Id': rule}


def describe(rule: str, properties: Properties, group: str, prefix_list: str) -> Created:
    """Updates the description, the only property that changes in place."""
    new = {'IpProtocol': str(properties['IpProtocol']), 'Description': properties.get('Description', '')}
    for port in ('FromPort', 'ToPort'):
        if port in properties:
            new[port] = int(properties[port])
    names = {'CidrIp': 'CidrIpv4', 'CidrIpv6': 'CidrIpv6', prefix_list: 'PrefixListId', group: 'ReferencedGroupId'}
    for theirs, ours in names.items():
        if theirs in properties:
            new[ours] = properties[theirs]
    client('ec2').modify_security_group_rules(
        GroupId=properties['GroupId'],
        SecurityGroupRules=[{'SecurityGroupRuleId': rule, 'SecurityGroupRule': new}],
    )
    return rule, {'Id': rule}


def revoke(call: Callable[..., Any], rule: str, properties: Properties) -> None:
    with unless(*_GONE):
        call(GroupId=properties['GroupId'], SecurityGroupRuleIds=[rule])
