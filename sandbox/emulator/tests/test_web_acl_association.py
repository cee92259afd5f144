from botocore.exceptions import ClientError

from emulator.tests.builders_api import machine_api
from emulator.tests.builders_edge import load_balancer
from emulator.tests.support import Deployed


def acl(name):
    visible = {'SampledRequestsEnabled': True, 'CloudWatchMetricsEnabled': True, 'MetricName': name}
    properties = {'Name': name, 'Scope': 'REGIONAL', 'DefaultAction': {'Allow': {}}, 'VisibilityConfig': visible}
    return {'Type': 'AWS::WAFv2::WebACL', 'Properties': properties}


def associated(with_acl):
    resources = {**load_balancer(), 'One': acl('one'), 'Two': acl('two')}
    if with_acl:
        properties = {'ResourceArn': {'Ref': 'Balancer'}, 'WebACLArn': {'Fn::GetAtt': [with_acl, 'Arn']}}
        resources['Association'] = {'Type': 'AWS::WAFv2::WebACLAssociation', 'Properties': properties}
    return resources


class TestWebAclAssociation(Deployed):
    def read(self, balancer):
        try:
            return self.client('wafv2').get_web_acl_for_resource(ResourceArn=balancer)['WebACL']['Name']
        except ClientError as refused:
            return refused.response['Error']['Code']

    def test_it_comes_changes_and_goes(self):
        out = {'Balancer': {'Ref': 'Balancer'}}
        balancer = self.deploy(associated('One'), out)['Balancer']
        self.assertEqual(self.read(balancer), 'one')
        self.change(associated('Two'), out)
        self.assertEqual(self.read(balancer), 'two')
        self.change(associated(None), out)
        self.assertEqual(self.read(balancer), 'WAFNonexistentItemException')

    def test_an_acl_that_is_not_there_is_refused(self):
        resources = associated('One')
        missing = 'arn:aws:wafv2:ap-southeast-1:982233224911:regional/webacl/no/0a1b2c3d-1111-2222-3333-444455556666'
        resources['Association']['Properties']['WebACLArn'] = missing
        with self.assertRaisesRegex(AssertionError, 'WAFNonexistentItemException'):
            self.deploy(resources)

    def test_a_stage_of_a_rest_api_and_a_user_pool_have_one(self):
        stage = 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}'
        targets = {'Stage': {'Fn::Sub': stage}, 'Users': {'Fn::GetAtt': ['Users', 'Arn']}}
        resources = {**machine_api(), 'Acl': acl('one'), 'Users': {'Type': 'AWS::Cognito::UserPool', 'Properties': {}}}
        for name, target in targets.items():
            properties = {'ResourceArn': target, 'WebACLArn': {'Fn::GetAtt': ['Acl', 'Arn']}}
            resources[f'Of{name}'] = {'Type': 'AWS::WAFv2::WebACLAssociation', 'Properties': properties}
        made = self.deploy(resources, targets)
        self.assertEqual([self.read(made[name]) for name in targets], ['one', 'one'])
