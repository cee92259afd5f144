from emulator.tests.support import EDGE, REGION, Deployed


def vpc(cidr):
    return {'Vpc': {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': cidr}}}


def read(stack, output, region):
    return {'Fn::GetStackOutput': {'StackName': stack, 'OutputName': output, 'Region': region}}


def peering(peer='Peer'):
    properties = {
        'VpcId': {'Ref': 'Vpc'},
        'PeerVpcId': read(peer, 'Vpc', EDGE),
        'PeerRegion': EDGE,
        'Tags': [{'Key': 'Name', 'Value': 'Peering'}],
    }
    return {**vpc('10.3.0.0/16'), 'Peering': {'Type': 'AWS::EC2::VPCPeeringConnection', 'Properties': properties}}


def routes():
    return {
        **vpc('10.5.0.0/16'),
        'Routes': {'Type': 'AWS::EC2::RouteTable', 'Properties': {'VpcId': {'Ref': 'Vpc'}}},
        'Route': {
            'Type': 'AWS::EC2::Route',
            'Properties': {
                'RouteTableId': {'Ref': 'Routes'},
                'DestinationCidrBlock': '10.3.10.0/24',
                'VpcPeeringConnectionId': read('Stack', 'Peering', REGION),
            },
        },
    }


class TestVpcPeeringConnection(Deployed):
    def peerings(self, region, status='active'):
        filters = [{'Name': 'status-code', 'Values': [status]}]
        found = self.client('ec2', region).describe_vpc_peering_connections(Filters=filters)['VpcPeeringConnections']
        return [
            (one['VpcPeeringConnectionId'], one['RequesterVpcInfo']['VpcId'], one['AccepterVpcInfo']['VpcId'])
            for one in found
        ]

    def test_it_is_active_in_both_regions_has_routes_and_goes_with_its_stack(self):
        peer = self.deploy(vpc('10.4.0.0/16'), {'Vpc': {'Ref': 'Vpc'}}, EDGE, 'Peer')
        made = self.deploy(peering(), {'Vpc': {'Ref': 'Vpc'}, 'Peering': {'Ref': 'Peering'}})
        whole = (made['Peering'], made['Vpc'], peer['Vpc'])
        self.assertEqual((self.peerings(REGION), self.peerings(EDGE)), ([whole], [whole]))

        table = self.deploy(routes(), {'Routes': {'Ref': 'Routes'}}, EDGE, 'Twin')['Routes']
        tables = self.client('ec2', EDGE).describe_route_tables(RouteTableIds=[table])['RouteTables']
        self.assertIn(made['Peering'], [route.get('VpcPeeringConnectionId') for route in tables[0]['Routes']])

        self.destroy('Twin', EDGE)
        self.destroy()
        self.assertEqual((self.peerings(REGION), self.peerings(EDGE)), ([], []))

    def test_another_peer_is_another_connection(self):
        self.deploy(vpc('10.4.0.0/16'), {'Vpc': {'Ref': 'Vpc'}}, EDGE, 'Peer')
        self.deploy(vpc('10.6.0.0/16'), {'Vpc': {'Ref': 'Vpc'}}, EDGE, 'Other')
        first = self.deploy(peering(), {'Peering': {'Ref': 'Peering'}})
        second = self.change(peering('Other'), {'Peering': {'Ref': 'Peering'}})
        self.assertNotEqual(first, second)
        self.assertEqual([one for one, _, _ in self.peerings(REGION)], [second['Peering']])
