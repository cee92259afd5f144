from emulator.tests.support import Deployed

VPC = {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.1.0.0/16'}}
GROUPS = {
    'Vpc': VPC,
    **{
        name: {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': name, 'VpcId': {'Ref': 'Vpc'}}}
        for name in ('One', 'Other')
    },
}
OUT = {
    'Group': {'Fn::GetAtt': ['One', 'GroupId']},
    'Other': {'Fn::GetAtt': ['Other', 'GroupId']},
    'Rule': {'Ref': 'Rule'},
}


class Rules(Deployed):
    """The tests of a rule, for both directions."""

    kind: str
    other: str
    egress = False

    def rule(self, **properties):
        own = {
            'GroupId': {'Fn::GetAtt': ['One', 'GroupId']},
            self.other: {'Fn::GetAtt': ['Other', 'GroupId']},
            'IpProtocol': 'tcp',
            'FromPort': 6379,
            'ToPort': 6379,
            'Description': 'The cache',
        }
        return {**GROUPS, 'Rule': {'Type': self.kind, 'Properties': {**own, **properties}}}

    def rules_of(self, group):
        found = self.client('ec2').describe_security_group_rules(Filters=[{'Name': 'group-id', 'Values': [group]}])
        return [
            (
                rule['SecurityGroupRuleId'],
                rule['FromPort'],
                rule.get('Description'),
                rule.get('ReferencedGroupInfo', {}).get('GroupId'),
            )
            for rule in found['SecurityGroupRules']
            if rule['IsEgress'] == self.egress and rule['IpProtocol'] == 'tcp'
        ]

    def test_it_is_created(self):
        made = self.deploy(self.rule(), OUT)
        self.assertEqual(self.rules_of(made['Group']), [(made['Rule'], 6379, 'The cache', made['Other'])])

    def test_another_description_keeps_the_rule(self):
        made = self.deploy(self.rule(), OUT)
        changed = self.change(self.rule(Description='The new cache'), OUT)
        self.assertEqual(changed['Rule'], made['Rule'])
        self.assertEqual(self.rules_of(made['Group']), [(made['Rule'], 6379, 'The new cache', made['Other'])])

    def test_another_port_makes_a_new_rule_and_takes_the_old_one(self):
        made = self.deploy(self.rule(), OUT)
        changed = self.change(self.rule(FromPort=6380, ToPort=6380), OUT)
        self.assertNotEqual(changed['Rule'], made['Rule'])
        self.assertEqual(self.rules_of(made['Group']), [(changed['Rule'], 6380, 'The cache', made['Other'])])

    def test_it_goes_and_the_group_stays(self):
        made = self.deploy(self.rule(), OUT)
        self.change(GROUPS, {'Group': OUT['Group']})
        self.assertEqual(self.rules_of(made['Group']), [])

    def test_it_is_gone_with_its_stack(self):
        made = self.deploy(self.rule(), OUT)
        self.destroy()
        known = [group['GroupId'] for group in self.client('ec2').describe_security_groups()['SecurityGroups']]
        self.assertNotIn(made['Group'], known)


class TestSecurityGroupIngress(Rules):
    kind, other = 'AWS::EC2::SecurityGroupIngress', 'SourceSecurityGroupId'


class TestSecurityGroupEgress(Rules):
    kind, other = 'AWS::EC2::SecurityGroupEgress', 'DestinationSecurityGroupId'
    egress = True

    def test_nothing_else_goes_out_any_more(self):
        made = self.deploy(self.rule(), OUT)
        groups = self.client('ec2').describe_security_groups(GroupIds=[made['Group'], made['Other']])['SecurityGroups']
        out = {group['GroupId']: [rule['IpProtocol'] for rule in group['IpPermissionsEgress']] for group in groups}
        self.assertEqual(out, {made['Group']: ['tcp'], made['Other']: ['-1']})


del Rules  # unittest would run its tests without a resource type
