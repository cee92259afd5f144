import json
import os
import tempfile

from emulator.tests.support import ACCOUNT, REGION, Deployed

CERTIFICATE = f'arn:aws:acm:{REGION}:{ACCOUNT}:certificate/0a1b2c3d-5555-2222-3333-444455556666'
FIXTURES = {
    'account': ACCOUNT,
    'region': REGION,
    'vpc': {'id': 'vpc-0a1b2c3d4e5f60718', 'cidr': '10.0.0.0/16'},
    'subnets': [{'id': 'subnet-0a1b2c3d4e5f60711', 'cidr': '10.0.1.0/24', 'zone': f'{REGION}a'}],
    'webAcls': [{'name': 'api', 'id': '0a1b2c3d-1111-2222-3333-444455556666', 'scope': 'REGIONAL'}],
    'certificates': [{'arn': CERTIFICATE, 'names': ['tracker.example', '*.tracker.example']}],
    'hostedZone': {'id': 'Z0123456789ABCDEFGHIJ', 'name': 'bank.example'},
}


class TestFixtures(Deployed):
    @classmethod
    def setUpClass(cls):
        file = os.path.join(cls.enterClassContext(tempfile.TemporaryDirectory()), 'fixtures.json')
        with open(file, 'w', encoding='utf-8') as written:
            json.dump(FIXTURES, written)
        cls.arguments = ('--fixtures', file)
        super().setUpClass()

    def test_the_network_of_the_config_stands(self):
        vpcs = self.client('ec2').describe_vpcs(VpcIds=['vpc-0a1b2c3d4e5f60718'])['Vpcs']
        self.assertEqual([vpc['CidrBlock'] for vpc in vpcs], ['10.0.0.0/16'])
        subnets = self.client('ec2').describe_subnets(SubnetIds=['subnet-0a1b2c3d4e5f60711'])['Subnets']
        self.assertEqual(
            [(s['VpcId'], s['AvailabilityZone']) for s in subnets], [('vpc-0a1b2c3d4e5f60718', f'{REGION}a')]
        )

    def test_the_zone_of_the_config_stands(self):
        self.assertEqual(
            self.client('route53').get_hosted_zone(Id='Z0123456789ABCDEFGHIJ')['HostedZone']['Name'], 'bank.example.'
        )

    def test_the_certificates_of_names_elsewhere_stand(self):
        found = self.client('acm').describe_certificate(CertificateArn=CERTIFICATE)['Certificate']
        names = ['tracker.example', '*.tracker.example']
        self.assertEqual((found['Status'], found['SubjectAlternativeNames']), ('ISSUED', names))

    def test_the_web_acls_of_the_config_stand(self):
        acls = self.client('wafv2').list_web_acls(Scope='REGIONAL')['WebACLs']
        arn = f'arn:aws:wafv2:{REGION}:{ACCOUNT}:regional/webacl/api/0a1b2c3d-1111-2222-3333-444455556666'
        self.assertEqual([acl['ARN'] for acl in acls], [arn])

    def test_others_get_ids_of_their_own(self):
        self.assertNotEqual(
            self.client('ec2').create_vpc(CidrBlock='10.9.0.0/16')['Vpc']['VpcId'], 'vpc-0a1b2c3d4e5f60718'
        )
