from emulator.tests.support import Deployed

NAME = 'api.bank.example'


def balancer():
    """404 by http and 503 by https, under a name of a zone."""
    subnets = {
        f'Subnet{letter}': {
            'Type': 'AWS::EC2::Subnet',
            'Properties': {'VpcId': {'Ref': 'Vpc'}, 'CidrBlock': f'10.0.{index}.0/24', 'AvailabilityZone': f'ap-southeast-1{letter}'},
        }
        for index, letter in enumerate('ab')
    }
    listeners = {
        f'Listener{port}': {
            'Type': 'AWS::ElasticLoadBalancingV2::Listener',
            'Properties': {
                'LoadBalancerArn': {'Ref': 'Balancer'},
                'Port': port,
                'Protocol': protocol,
                'DefaultActions': [
                    {'Type': 'fixed-response', 'FixedResponseConfig': {'StatusCode': code, 'MessageBody': 'balancer'}}
                ],
            },
        }
        for port, protocol, code in ((80, 'HTTP', '404'), (443, 'HTTPS', '503'))
    }
    dns = {'Fn::Join': ['', ['dualstack.', {'Fn::GetAtt': ['Balancer', 'DNSName']}]]}
    record = {'HostedZoneId': {'Ref': 'Zone'}, 'Name': f'{NAME}.', 'Type': 'A'}
    target = {'DNSName': dns, 'HostedZoneId': {'Fn::GetAtt': ['Balancer', 'CanonicalHostedZoneID']}}
    return {
        'Vpc': {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.0.0.0/16'}},
        **subnets,
        'Balancer': {
            'Type': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
            'Properties': {'Subnets': [{'Ref': name} for name in subnets], 'Type': 'application'},
        },
        **listeners,
        'Zone': {'Type': 'AWS::Route53::HostedZone', 'Properties': {'Name': 'bank.example.'}},
        'Record': {'Type': 'AWS::Route53::RecordSet', 'Properties': {**record, 'AliasTarget': target}},
    }


class TestLoadBalancerAlias(Deployed):
    """mends/load_balancer_alias.py and mends/own_paths.py: what a caller meets."""

    arguments = ('--account', '982233224911')

    def test_a_caller_comes_by_the_name_of_its_record_with_and_without_tls(self):
        own = self.deploy(balancer(), {'Name': {'Fn::GetAtt': ['Balancer', 'DNSName']}})['Name']
        for name in (NAME, own):
            self.assertEqual(self.see(name), (404, b'balancer'))
            self.assertEqual(self.see(name, 'https'), (503, b'balancer'))

    def test_its_paths_are_its_own(self):
        self.deploy(balancer())
        self.assertEqual(self.see(NAME, 'https', '/health'), (503, b'balancer'))

    def test_another_name_is_none_of_its(self):
        self.deploy(balancer())
        self.assertNotEqual(self.see('other.bank.example')[1], b'balancer')

    def test_the_name_is_gone_with_its_stack(self):
        self.deploy(balancer())
        self.destroy()
        self.assertNotEqual(self.see(NAME)[1], b'balancer')

    def test_the_sandbox_keeps_its_paths_under_its_own_address(self):
        self.assertEqual(self.see(self.url.removeprefix('http://'), path='/_ministack/health')[0], 200)
