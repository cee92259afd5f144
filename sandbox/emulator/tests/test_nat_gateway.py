from emulator.tests.support import Deployed


def network(tag='one'):
    tags = [{'Key': 'Name', 'Value': tag}]
    return {
        'Vpc': {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.3.0.0/16'}},
        'Subnet': {
            'Type': 'AWS::EC2::Subnet',
            'Properties': {'VpcId': {'Ref': 'Vpc'}, 'CidrBlock': '10.3.0.0/24'},
        },
        'Address': {'Type': 'AWS::EC2::EIP', 'Properties': {'Domain': 'vpc', 'Tags': tags}},
        'Gateway': {
            'Type': 'AWS::EC2::NatGateway',
            'Properties': {
                'AllocationId': {'Fn::GetAtt': ['Address', 'AllocationId']},
                'SubnetId': {'Ref': 'Subnet'},
                'Tags': tags,
            },
        },
        'Routes': {'Type': 'AWS::EC2::RouteTable', 'Properties': {'VpcId': {'Ref': 'Vpc'}}},
        'Route': {
            'Type': 'AWS::EC2::Route',
            'Properties': {
                'RouteTableId': {'Ref': 'Routes'},
                'DestinationCidrBlock': '0.0.0.0/0',
                'NatGatewayId': {'Ref': 'Gateway'},
            },
        },
    }


OUTPUTS = {
    'Address': {'Ref': 'Address'},
    'Allocation': {'Fn::GetAtt': ['Address', 'AllocationId']},
    'Gateway': {'Ref': 'Gateway'},
    'Subnet': {'Ref': 'Subnet'},
    'Routes': {'Ref': 'Routes'},
}


class TestNatGateway(Deployed):
    def gateways(self, state='available'):
        filters = [{'Name': 'state', 'Values': [state]}]
        found = self.client('ec2').describe_nat_gateways(Filters=filters)['NatGateways']
        return [(one['NatGatewayId'], one['SubnetId']) for one in found]

    def addresses(self):
        found = self.client('ec2').describe_addresses()['Addresses']
        return [(one['PublicIp'], one['AllocationId']) for one in found]

    def test_a_gateway_has_an_address_and_a_route_and_goes_with_its_stack(self):
        made = self.deploy(network(), OUTPUTS)
        self.assertEqual(self.gateways(), [(made['Gateway'], made['Subnet'])])
        self.assertEqual(self.addresses(), [(made['Address'], made['Allocation'])])
        tables = self.client('ec2').describe_route_tables(RouteTableIds=[made['Routes']])['RouteTables']
        self.assertIn(made['Gateway'], [route.get('NatGatewayId') for route in tables[0]['Routes']])

        self.assertEqual(self.change(network('two'), OUTPUTS), made)
        self.destroy()
        self.assertEqual((self.gateways(), self.addresses()), ([], []))
