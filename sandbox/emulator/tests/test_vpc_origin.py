from botocore.exceptions import ClientError

from emulator.tests.builders_edge import behind_vpc_origin, load_balancer, vpc_origin
from emulator.tests.support import EDGE, Deployed
from emulator.tests.test_services import templates

OUTPUTS = {'Domain': {'Fn::GetAtt': ['Site', 'DomainName']}, 'Id': {'Fn::GetAtt': ['Origin', 'Id']}}


class TestVpcOrigin(Deployed):
    """resource_types/vpc_origin.py and patches/vpc_origin.py."""

    arguments = ('--account', '982233224911')

    def served(self, name='api'):
        balancer = self.deploy(load_balancer(), {'Arn': {'Ref': 'Balancer'}}, name='Door')['Arn']
        return {
            'Origin': vpc_origin(balancer, name),
            **behind_vpc_origin({'Fn::GetAtt': ['Origin', 'Id']}, '*.bank.example'),
        }

    def test_a_viewer_reaches_the_https_listener_of_a_balancer_in_another_region(self):
        domain = self.deploy(self.served(), OUTPUTS, region=EDGE)['Domain']
        self.assertEqual(self.view(domain), (503, b'balancer'))
        self.assertEqual(self.view('one.bank.example'), (503, b'balancer'))
        self.assertEqual(self.view('one.bank.example', 'http')[0], 403)

    def test_one_in_use_cannot_change_and_goes_with_its_stack(self):
        served = self.served()
        origin = self.deploy(served, OUTPUTS, region=EDGE)['Id']
        served['Origin']['Properties']['VpcOriginEndpointConfig']['Name'] = 'other'
        with self.assertRaisesRegex(AssertionError, 'currently associated'):
            self.change(served, OUTPUTS, region=EDGE)
        self.destroy(region=EDGE)
        with self.assertRaisesRegex(ClientError, 'does not exist'):
            self.client('cloudfront').get_vpc_origin(Id=origin)

    def test_one_of_the_cdk_leads_to_its_balancer(self):
        self.deploy(templates()['origin']['Resources'], name='origin')
        [origin] = self.client('cloudfront').list_vpc_origins()['VpcOriginList']['Items']
        self.assertIn(':loadbalancer/app/', origin['OriginEndpointArn'])
        self.destroy('origin')
