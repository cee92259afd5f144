import json

from emulator.tests.builders_api import (
    CHECKED,
    HOST,
    KEY,
    OUTPUTS,
    ask,
    default_host,
    function,
    give_key,
    machine_api,
    method,
    resource,
)
from emulator.tests.builders_edge import load_balancer
from emulator.tests.support import ACCOUNT, Deployed
from emulator.tests.test_services import templates

ECHO = """
exports.handler = async ({ path, headers, queryStringParameters, body }) => ({
  statusCode: 201,
  headers: { 'content-type': 'application/json', 'x-answer': 'yes', 'set-cookie': 'a=b' },
  body: JSON.stringify({ path, headers, query: queryStringParameters, body }),
});
"""
CALLER = {
    'integration.request.path.proxy': 'method.request.path.proxy',
    'integration.request.header.X-Workspace': 'context.authorizer.workspace',
    'integration.request.header.X-Source': "'machine'",
}


def linked(scheme='http', mappings=None, **integration):
    """`ANY /app/{proxy+}` of the API leads through a VPC link to a load balancer, whose target is a function."""
    resources = load_balancer()
    del resources['Listener443']
    listener = resources['Listener80']['Properties']
    listener['DefaultActions'] = [{'Type': 'forward', 'TargetGroupArn': {'Ref': 'Targets'}}]
    principal = {'FunctionName': {'Ref': 'Target'}, 'Action': 'lambda:InvokeFunction'}
    host = {'Fn::GetAtt': ['Balancer', 'DNSName']}
    own = {
        'Type': 'HTTP_PROXY',
        'IntegrationHttpMethod': 'ANY',
        'Uri': {'Fn::Join': ['', [f'{scheme}://', host, '/inner/{proxy}']]},
        'ConnectionType': 'VPC_LINK',
        'ConnectionId': {'Ref': 'Link'},
        'IntegrationTarget': {'Ref': 'Balancer'},
        'RequestParameters': CALLER if mappings is None else mappings,
        **integration,
    }
    passed = {'RequestParameters': {'method.request.path.proxy': True}, **CHECKED}
    return {
        **resources,
        'Target': function('target', ECHO),
        'MayInvoke': {
            'Type': 'AWS::Lambda::Permission',
            'Properties': {**principal, 'Principal': 'elasticloadbalancing.amazonaws.com'},
        },
        'Targets': {
            'Type': 'AWS::ElasticLoadBalancingV2::TargetGroup',
            'Properties': {'TargetType': 'lambda'},
            'DependsOn': 'MayInvoke',
        },
        'Link': link(),
        'App': resource('app'),
        'Proxy': resource('{proxy+}', 'App'),
        'ProxyAny': method({'Ref': 'Proxy'}, 'ANY', own, **passed),
    }


def link(name='machine', subnets=('SubnetA', 'Subnetb')):
    refs = [{'Ref': 'Subneta'}, {'Ref': 'Subnetb'}][: len(subnets)]
    return {'Type': 'AWS::ApiGatewayV2::VpcLink', 'Properties': {'Name': name, 'SubnetIds': refs}}


class TestVpcLink(Deployed):
    arguments = ('--account', ACCOUNT)

    def open(self, more):
        target = {'Targets': {'Ref': 'Targets'}, 'Target': {'Fn::GetAtt': ['Target', 'Arn']}}
        made = self.deploy(machine_api(more=more), {**OUTPUTS, **target})
        self.client('elbv2').register_targets(TargetGroupArn=made['Targets'], Targets=[{'Id': made['Target']}])
        self.host = default_host(made['Api'])
        give_key(self, made['Plan'])

    def ask(self, path='/v/app/a/b?q=1&q=2', **given):
        return ask(self, self.host, path, f'allow-{KEY}', **given)

    def test_a_request_reaches_the_load_balancer(self):
        self.open(linked())
        status, seen, headers = self.ask(body={'n': 1}, **{'X-Workspace': 'forged', 'X-Other': 'kept'})
        self.assertEqual(status, 201)
        self.assertEqual((headers['X-Answer'], headers['Set-Cookie']), ('yes', 'a=b'))
        self.assertEqual((seen['path'], json.loads(seen['body'])), ('/inner/a/b', {'n': 1}))
        named = {name.lower(): value for name, value in seen['headers'].items()}
        self.assertEqual((named['x-workspace'], named['x-source'], named['x-other']), ('w1', 'machine', 'kept'))
        self.assertRegex(named['host'], r'\.elb\.amazonaws\.com$')
        self.assertEqual((named['x-forwarded-proto'], named['authorization']), ('http', f'allow-{KEY}'))

    def test_a_header_that_the_authorizer_does_not_name_is_not_that_of_the_client(self):
        self.open(linked(mappings={**CALLER, 'integration.request.header.X-Workspace': 'context.authorizer.none'}))
        named = {name.lower() for name in self.ask(**{'X-Workspace': 'forged'})[1]['headers']}
        self.assertNotIn('x-workspace', named)

    def test_what_leads_nowhere_is_500(self):
        cases = {
            'no certificate for the name': linked('https'),
            'no such load balancer': linked(IntegrationTarget='arn:aws:elasticloadbalancing:ap-southeast-1:1:x/y'),
            'no such link': linked(ConnectionId='none'),
        }
        for case, more in cases.items():
            with self.subTest(case):
                self.open(more)
                self.assertEqual(self.ask()[:2], (500, {'message': 'Internal server error'}))
                self.destroy()

    def test_a_link_comes_changes_and_goes(self):
        more = {name: one for name, one in load_balancer().items() if one['Type'].startswith('AWS::EC2::')}
        out = {'Link': {'Ref': 'Link'}, 'Id': {'Fn::GetAtt': ['Link', 'VpcLinkId']}}
        made = self.deploy({**more, 'Link': link()}, out)
        self.assertEqual(made['Link'], made['Id'])
        self.assertEqual(self.change({**more, 'Link': link('other')}, out), made)
        self.assertNotEqual(self.change({**more, 'Link': link('other', ['Subneta'])}, out), made)

    def test_one_of_the_cdk_leads_to_its_balancer(self):
        self.deploy(templates()['machine']['Resources'], name='machine')
        self.assertEqual(ask(self, HOST, '/', 'any')[:2], (418, 'behind the link'))
        self.assertEqual(ask(self, HOST, '/')[0], 401)
        groups = [one['logGroupName'] for one in self.client('logs').describe_log_groups()['logGroups']]
        (group,) = [one for one in groups if not one.startswith('/aws/lambda/')]
        events = self.client('logs').filter_log_events(logGroupName=group)['events']
        self.assertEqual(sorted(json.loads(event['message'])['status'] for event in events), ['401', '418'])
        self.destroy('machine')
