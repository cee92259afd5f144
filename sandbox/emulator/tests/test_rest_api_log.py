import json

from emulator.tests.builders_api import KEY, OUTPUTS, ask, default_host, give_key, machine_api
from emulator.tests.support import ACCOUNT, Deployed
from emulator.tests.test_rest_api_fields import ACCESS, LOG, ROLE

FIELDS = {
    'method': '$context.httpMethod',
    'path': '$context.path',
    'resource': '$context.resourcePath',
    'status': '$context.status',
    'ip': '$context.identity.sourceIp',
    'key': '$context.identity.apiKeyId',
    'workspace': '$context.authorizer.workspace',
    'authorizer': '$context.authorizer.status',
    'error': '$context.error.responseType',
    'integration': '$context.integration.status',
    'id': '$context.requestId',
}


class TestRestApiLog(Deployed):
    """patches/rest_api_log.py"""

    arguments = ('--account', ACCOUNT)

    def test_each_request_is_a_line(self):
        stage = {'AccessLogSetting': {**ACCESS, 'Format': json.dumps(FIELDS)}}
        resources = machine_api(stage=stage, more={**LOG, **ROLE})
        resources['Stage']['DependsOn'] = 'Account'
        made = self.deploy(resources, OUTPUTS)
        host, key = default_host(made['Api']), give_key(self, made['Plan'])
        address = {'X-Forwarded-For': '173.245.48.7'}
        answers = [ask(self, host, '/v/one?a=b', token, **address) for token in (f'allow-{KEY}', 'deny-x', None)]
        events = self.client('logs').filter_log_events(logGroupName='/machine/access')['events']
        lines = [json.loads(event['message']) for event in events]
        self.assertEqual([line['status'] for line in lines], [str(status) for status, _, _ in answers])
        same = {'method': 'GET', 'path': '/v/one', 'resource': '/one', 'ip': '173.245.48.7'}
        for line in lines:
            self.assertEqual({name: line[name] for name in same}, same)
        self.assertEqual(lines[0]['key'], key)
        self.assertEqual([line['workspace'] for line in lines], ['w1', '-', '-'])
        self.assertEqual([line['authorizer'] for line in lines], ['200', '403', '401'])
        self.assertEqual([line['error'] for line in lines], ['-', 'ACCESS_DENIED', 'UNAUTHORIZED'])
        self.assertEqual([line['integration'] for line in lines], ['200', '-', '-'])
        self.assertEqual(lines[1]['id'], answers[1][2]['x-amzn-requestid'])
