import json

from emulator.tests.builders_edge import endpoint
from emulator.tests.support import ACCOUNT, Deployed

OWN = {'StringEquals': {'aws:PrincipalAccount': ACCOUNT}}
POLICY = {'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': '*', 'Resource': '*', 'Condition': OWN}]}


class TestVpcEndpoint(Deployed):
    def read(self):
        (found,) = self.client('ec2').describe_vpc_endpoints()['VpcEndpoints']
        return json.loads(found['PolicyDocument']), len(found['Groups']), found['PrivateDnsEnabled']

    def test_its_policy_groups_and_private_dns_can_be_read(self):
        self.deploy(endpoint(PolicyDocument=POLICY, PrivateDnsEnabled=True))
        self.assertEqual(self.read(), (POLICY, 1, True))
        changed = {'Statement': [{**POLICY['Statement'][0], 'Action': 'logs:*'}]}
        self.change(endpoint(PolicyDocument=changed))
        self.assertEqual(self.read(), (changed, 1, False))

    def test_without_a_policy_it_allows_all(self):
        self.deploy(endpoint())
        (statement,) = self.read()[0]['Statement']
        self.assertEqual((statement['Effect'], statement['Action']), ('Allow', '*'))
