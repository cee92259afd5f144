"""What a rule into and a rule out of a security group share."""

from .calls import client, pick, unless

_GONE = ('InvalidGroup.NotFound', 'InvalidGroupId.NotFound', 'InvalidSecurityGroupRuleId.NotFound', 'InvalidPermission.NotFound')


def permission(properties, group, prefix_list):
    described = pick(properties, 'Description')
    made = {'IpProtocol': str(properties['IpProtocol'])}
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


def let_no_longer_everything_out(group):
    """EC2 lets everything out of a new group; CloudFormation takes that back when a template says what may go out."""
    everything = [{'IpProtocol': '-1', 'IpRanges': [{'CidrIp': '0.0.0.0/0'}]}]
    with unless(*_GONE):
        client('ec2').revoke_security_group_egress(GroupId=group, IpPermissions=everything)


def made(answer):
    rule = answer['SecurityGroupRules'][0]['SecurityGroupRuleId']
    return rule, {'Id': rule}


def describe(rule, properties, group, prefix_list):
    """Everything but its description makes a new rule."""
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


def revoke(call, rule, properties):
    with unless(*_GONE):
        call(GroupId=properties['GroupId'], SecurityGroupRuleIds=[rule])
