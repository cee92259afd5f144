"""Probes of test_known_faults.py: REST APIs of API Gateway."""

from emulator.tests.builders_api import HOST, KEY, OUTPUTS, ask, give_key, machine_api, method, own_name, resource
from emulator.tests.support import Unpatched
from emulator.tests.test_rest_api_fields import validated
from emulator.tests.test_rest_api_policy import ELSEWHERE, denied_elsewhere


def opened(test, *given, **named):
    """Deploys an API; its outputs, and the host of its default endpoint as MiniStack names it."""
    made = test.deploy(machine_api(*given, **named), OUTPUTS)
    return made, f'{made["Api"]}.execute-api.localhost'


def replace(test, made, path, value):
    operations = [{'op': 'replace', 'path': path, 'value': value}]
    test.client('apigateway').update_rest_api(restApiId=made['Api'], patchOperations=operations)


class ApiProbes(Unpatched):
    def rest_api_fields(self):
        made, _ = opened(self)
        return self.client('apigateway').get_rest_api(restApiId=made['Api'])['apiKeySource'] == 'HEADER'

    def rest_api_keys(self):
        made, host = opened(self)
        replace(self, made, '/apiKeySource', 'AUTHORIZER')
        give_key(self, made['Plan'])
        return ask(self, host, '/v/one', f'allow-{KEY}')[0] == 403

    def rest_api_endpoint(self):
        made, host = opened(self)
        replace(self, made, '/disableExecuteApiEndpoint', 'true')
        return ask(self, host, '/v/open')[0] == 200

    def rest_api_unmapped(self):
        resources = machine_api(more=own_name())
        resources['Mapping']['Properties']['BasePath'] = 'v1'
        self.deploy(resources)
        return ask(self, HOST, '/open')[0] != 403

    def trust_store(self):
        resources = machine_api(more=own_name())
        resources['Name']['Properties']['MutualTlsAuthentication'] = {'TruststoreUri': 's3://none/ca.pem'}
        self.deploy(resources)
        return True

    def rest_api_policy(self):
        _, host = opened(self, denied_elsewhere())
        return ask(self, host, '/v/open', **{'X-Forwarded-For': ELSEWHERE})[0] == 200

    def rest_api_address(self):
        _, host = opened(self)
        _, event, _ = ask(self, host, '/v/open', **{'X-Forwarded-For': '192.0.2.1, 192.0.2.2'})
        return event['requestContext']['identity']['sourceIp'] == '192.0.2.1'

    def rest_api_timeout(self):
        late = method({'Ref': 'Late'}, integration={'TimeoutInMillis': 300})
        _, host = opened(self, more={'Late': resource('late'), 'LateGet': late})
        return ask(self, host, '/v/late?wait=1000')[0] == 200

    def rest_api_error(self):
        _, host = opened(self)
        return 'hunter2' in f'{ask(self, host, "/v/open?fail=1")[1]}'

    def rest_api_deployments(self):
        opened(self)
        more = {'New': resource('new'), 'NewGet': method({'Ref': 'New'})}
        made = self.change(machine_api(more=more), OUTPUTS)
        return ask(self, f'{made["Api"]}.execute-api.localhost', '/v/new')[0] == 200

    def rest_api_permission(self):
        resources = machine_api()
        del resources['MayEcho']
        made = self.deploy(resources, OUTPUTS)
        return ask(self, f'{made["Api"]}.execute-api.localhost', '/v/open')[0] == 200

    def rest_api_models(self):
        made = self.deploy(machine_api(more=validated('$default')), {**OUTPUTS, 'Sql': {'Ref': 'Sql'}})
        gateway = self.client('apigateway')
        own = gateway.create_request_validator(restApiId=made['Api'], name='body', validateRequestBody=True)['id']
        operations = [{'op': 'replace', 'path': '/requestValidatorId', 'value': own}]
        where = {'restApiId': made['Api'], 'resourceId': made['Sql'], 'httpMethod': 'POST'}
        gateway.update_method(**where, patchOperations=operations)
        return ask(self, f'{made["Api"]}.execute-api.localhost', '/v/sql', body={})[0] == 200

    def rest_api_log(self):
        made, host = opened(self)
        self.client('logs').create_log_group(logGroupName='/access')
        self.addCleanup(self.client('logs').delete_log_group, logGroupName='/access')
        arn = self.client('logs').describe_log_groups()['logGroups'][0]['logGroupArn']
        settings = {'/accessLogSettings/destinationArn': arn, '/accessLogSettings/format': '$context.status'}
        operations = [{'op': 'replace', 'path': path, 'value': value} for path, value in settings.items()]
        self.client('apigateway').update_stage(restApiId=made['Api'], stageName='v', patchOperations=operations)
        ask(self, host, '/v/open')
        return self.client('logs').describe_log_streams(logGroupName='/access')['logStreams'] == []
