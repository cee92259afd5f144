from emulator.tests.support import Deployed


def entry(number, egress=False, cidr='10.4.0.0/24'):
    properties = {
        'NetworkAclId': {'Ref': 'Acl'},
        'RuleNumber': number,
        'Egress': egress,
        'Protocol': 6,
        'PortRange': {'From': 1024, 'To': 65535},
        'RuleAction': 'allow',
        'CidrBlock': cidr,
    }
    return {'Type': 'AWS::EC2::NetworkAclEntry', 'Properties': properties}


def network(**entries):
    return {
        'Vpc': {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.4.0.0/16'}},
        'Subnet': {
            'Type': 'AWS::EC2::Subnet',
            'Properties': {'VpcId': {'Ref': 'Vpc'}, 'CidrBlock': '10.4.0.0/24'},
        },
        'Acl': {'Type': 'AWS::EC2::NetworkAcl', 'Properties': {'VpcId': {'Ref': 'Vpc'}}},
        'Association': {
            'Type': 'AWS::EC2::SubnetNetworkAclAssociation',
            'Properties': {'NetworkAclId': {'Ref': 'Acl'}, 'SubnetId': {'Ref': 'Subnet'}},
        },
        'Log': {
            'Type': 'AWS::EC2::FlowLog',
            'Properties': {
                'ResourceId': {'Ref': 'Vpc'},
                'ResourceType': 'VPC',
                'TrafficType': 'ALL',
                'LogDestinationType': 'cloud-watch-logs',
                'LogGroupName': '/vpc/flow-logs',
            },
        },
        **entries,
    }


OUT = {'Vpc': {'Ref': 'Vpc'}, 'Acl': {'Ref': 'Acl'}}


class TestNetworkAcl(Deployed):
    def entries(self, acl):
        (found,) = self.client('ec2').describe_network_acls(NetworkAclIds=[acl])['NetworkAcls']
        return sorted((one['RuleNumber'], one['Egress'], one['CidrBlock']) for one in found['Entries'])

    def flow_logs(self, vpc):
        filters = [{'Name': 'resource-id', 'Values': [vpc]}]
        return self.client('ec2').describe_flow_logs(Filters=filters)['FlowLogs']

    def test_rules_come_change_and_go_with_their_list(self):
        made = self.deploy(network(In=entry(100), Out=entry(100, egress=True)), OUT)
        self.assertEqual(self.entries(made['Acl']), [(100, False, '10.4.0.0/24'), (100, True, '10.4.0.0/24')])
        self.assertEqual([log['TrafficType'] for log in self.flow_logs(made['Vpc'])], ['ALL'])

        self.assertEqual(self.change(network(In=entry(100, cidr='10.4.1.0/24'), More=entry(110)), OUT), made)
        self.assertEqual(self.entries(made['Acl']), [(100, False, '10.4.1.0/24'), (110, False, '10.4.0.0/24')])

        self.destroy()
        self.assertEqual(self.flow_logs(made['Vpc']), [])

    def test_a_number_that_is_taken_is_refused(self):
        with self.assertRaisesRegex(AssertionError, 'the number 100 is taken'):
            self.deploy(network(One=entry(100), Two=entry(100)), OUT)
