from emulator.tests.builders_api import OUTPUTS, ask, default_host, machine_api, method, resource
from emulator.tests.support import ACCOUNT, Deployed

LOG = {'Log': {'Type': 'AWS::Logs::LogGroup', 'Properties': {'LogGroupName': '/machine/access'}}}
ACCESS = {'DestinationArn': {'Fn::GetAtt': ['Log', 'Arn']}, 'Format': '$context.requestId $context.status'}
ROLE = {
    'Account': {
        'Type': 'AWS::ApiGateway::Account',
        'Properties': {'CloudWatchRoleArn': {'Fn::GetAtt': ['Role', 'Arn']}},
    }
}
SCHEMA = {'type': 'object', 'required': ['sql'], 'properties': {'sql': {'type': 'string', 'maxLength': 20}}}


def validated(kind='application/json'):
    """`POST /sql` with a body that has `sql`, of this content type or `$default`."""
    of_api = {'RestApiId': {'Ref': 'Api'}}
    model = {**of_api, 'ContentType': 'application/json', 'Schema': SCHEMA}
    body = {'RequestModels': {kind: {'Ref': 'Model'}}, 'RequestValidatorId': {'Ref': 'Validator'}}
    answer = {
        **of_api,
        'ResponseType': 'BAD_REQUEST_BODY',
        'ResponseTemplates': {'application/json': '{"error":$context.error.messageString}'},
        'StatusCode': '422',
    }
    return {
        'Model': {'Type': 'AWS::ApiGateway::Model', 'Properties': model},
        'Validator': {
            'Type': 'AWS::ApiGateway::RequestValidator',
            'Properties': {**of_api, 'ValidateRequestBody': True},
        },
        'Sql': resource('sql'),
        'SqlPost': method({'Ref': 'Sql'}, 'POST', **body),
        'BadBody': {'Type': 'AWS::ApiGateway::GatewayResponse', 'Properties': answer},
    }


class TestRestApiFields(Deployed):
    """patches/rest_api_fields.py"""

    arguments = ('--account', ACCOUNT)

    def test_what_a_template_says_can_be_read(self):
        gateway = self.client('apigateway')
        stage = {'AccessLogSetting': ACCESS, 'TracingEnabled': True}
        more = {**LOG, **ROLE, **validated()}
        resources = machine_api({'DisableExecuteApiEndpoint': True}, stage, more=more)
        resources['Stage']['DependsOn'] = 'Account'
        made = self.deploy(resources, OUTPUTS)['Api']
        api = gateway.get_rest_api(restApiId=made)
        self.assertEqual((api['apiKeySource'], api['disableExecuteApiEndpoint']), ('AUTHORIZER', True))
        settings = gateway.get_stage(restApiId=made, stageName='v')['accessLogSettings']
        self.assertRegex(settings['destinationArn'], 'log-group:/machine/access')
        self.assertEqual(settings['format'], ACCESS['Format'])
        (validator,) = gateway.get_request_validators(restApiId=made)['items']
        self.assertTrue(validator['validateRequestBody'])

    def test_what_an_update_takes_away_is_gone(self):
        gateway = self.client('apigateway')
        resources = machine_api(stage={'AccessLogSetting': ACCESS}, more={**LOG, **ROLE})
        resources['Stage']['DependsOn'] = 'Account'
        made = self.deploy(resources, OUTPUTS)['Api']
        self.change(machine_api({'ApiKeySourceType': 'HEADER'}, more={**LOG, **ROLE}), OUTPUTS)
        self.assertEqual(gateway.get_rest_api(restApiId=made)['apiKeySource'], 'HEADER')
        self.assertFalse(gateway.get_stage(restApiId=made, stageName='v').get('accessLogSettings'))

    def test_logs_need_the_role_of_the_account(self):
        resources = machine_api(stage={'AccessLogSetting': ACCESS}, more=LOG)
        with self.assertRaisesRegex(AssertionError, 'CloudWatch Logs role ARN must be set in account settings'):
            self.deploy(resources)

    def test_a_body_that_its_schema_refuses_is_answered_as_the_template_says(self):
        made = self.deploy(machine_api(more=validated()), OUTPUTS)['Api']
        host = default_host(made)
        self.assertEqual(ask(self, host, '/v/sql', body={'sql': 'select 1'})[0], 200)
        for body in (None, {'sql': 1}, {'sql': 'x' * 21}, ['sql']):
            status, answer, _ = ask(self, host, '/v/sql', body=body or {})
            self.assertEqual((status, answer), (422, {'error': 'Invalid request body'}))

    def test_only_a_default_model_applies_to_every_content_type(self):
        text = {'Content-Type': 'text/plain'}
        for kind, status in (('application/json', 200), ('$default', 422)):
            made = self.deploy(machine_api(more=validated(kind)), OUTPUTS)['Api']
            host = default_host(made)
            self.assertEqual(ask(self, host, '/v/sql', body={}, **text)[0], status)
            self.assertEqual(ask(self, host, '/v/sql', body={})[0], 422)
            self.assertEqual(ask(self, host, '/v/sql', body={'sql': 'x'}, **text)[0], 200)
            self.destroy()

    def test_the_limit_of_one_method_of_a_template_holds(self):
        limits = {'ThrottlingRateLimit': 0.1, 'ThrottlingBurstLimit': 1}
        setting = {'HttpMethod': 'GET', 'ResourcePath': '/~1open', **limits}
        made = self.deploy(machine_api(stage={'MethodSettings': [setting]}), OUTPUTS)['Api']
        self.assertEqual([ask(self, default_host(made), '/v/open')[0] for _ in range(2)], [200, 429])

    def test_a_method_answers_once_it_is_deployed(self):
        new = {'New': resource('new'), 'NewGet': method({'Ref': 'New'})}
        made = self.deploy(machine_api(), OUTPUTS)['Api']
        self.change(machine_api(more=new), OUTPUTS)
        host = default_host(made)
        self.assertEqual(ask(self, host, '/v/new')[0], 403)
        again = machine_api(more=new)
        again['Other'] = again.pop('Deployment')
        again['Stage']['Properties']['DeploymentId'] = {'Ref': 'Other'}
        self.change(again, OUTPUTS)
        self.assertEqual(ask(self, host, '/v/new')[0], 200)
