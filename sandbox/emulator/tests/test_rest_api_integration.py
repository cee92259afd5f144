import json
import time

from emulator.tests.builders_api import (
    CHECKED,
    KEY,
    OUTPUTS,
    ask,
    default_host,
    give_key,
    machine_api,
    method,
    permission,
    resource,
)
from emulator.tests.support import ACCOUNT, Deployed

MESSAGE = '{"messageId":"$input.path(\'$.SendMessageResponse.SendMessageResult.MessageId\')"}'


def sent_to_queue():
    """`POST /events` sends its body and the caller to a queue."""
    uri = ['arn:aws:apigateway:', {'Ref': 'AWS::Region'}, ':sqs:path/', {'Ref': 'AWS::AccountId'}, '/']
    template = (
        'Action=SendMessage&MessageBody=$util.urlEncode($input.body)'
        '&MessageAttribute.1.Name=workspace&MessageAttribute.1.Value.DataType=String'
        '&MessageAttribute.1.Value.StringValue=$util.urlEncode($context.authorizer.workspace)'
    )
    integration = {
        'Type': 'AWS',
        'Uri': {'Fn::Join': ['', [*uri, {'Fn::GetAtt': ['Queue', 'QueueName']}]]},
        'Credentials': {'Fn::GetAtt': ['Role', 'Arn']},
        'PassthroughBehavior': 'NEVER',
        'RequestParameters': {'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'"},
        'RequestTemplates': {'application/json': template},
        'IntegrationResponses': [
            {'StatusCode': '202', 'ResponseTemplates': {'application/json': MESSAGE}},
            {'StatusCode': '500', 'SelectionPattern': '[45]\\d{2}'},
        ],
    }
    send = {'Effect': 'Allow', 'Action': 'sqs:SendMessage', 'Resource': {'Fn::GetAtt': ['Queue', 'Arn']}}
    document = {'Version': '2012-10-17', 'Statement': [send]}
    policy = {'PolicyName': 'send', 'PolicyDocument': document, 'Roles': [{'Ref': 'Role'}]}
    return {
        'MaySend': {'Type': 'AWS::IAM::Policy', 'Properties': policy},
        'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'events'}},
        'Events': resource('events'),
        'EventsPost': method({'Ref': 'Events'}, 'POST', integration, **CHECKED),
    }


class TestRestApiIntegration(Deployed):
    """patches/rest_api_integration.py: Lambda functions and queues. Load balancers: test_vpc_link.py."""

    arguments = ('--account', ACCOUNT)

    def open(self, more=None):
        made = self.deploy(machine_api(more=more), OUTPUTS)
        self.host = default_host(made['Api'])
        return made

    def test_a_function_that_is_late_is_504(self):
        late = method({'Ref': 'Late'}, integration={'TimeoutInMillis': 300})
        self.open({'Late': resource('late'), 'LateGet': late})
        began = time.monotonic()
        self.assertEqual(
            ask(self, self.host, '/v/late?wait=2500')[:2], (504, {'message': 'Endpoint request timed out'})
        )
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(ask(self, self.host, '/v/open?wait=500')[0], 200)

    def test_an_error_of_a_function_stays_inside(self):
        self.open()
        for query in ('fail=1', 'odd=1'):
            self.assertEqual(ask(self, self.host, f'/v/open?{query}')[:2], (502, {'message': 'Internal server error'}))

    def test_an_answer_for_errors_is_that_of_the_template(self):
        answer = {
            'RestApiId': {'Ref': 'Api'},
            'ResponseType': 'DEFAULT_5XX',
            'ResponseTemplates': {'application/json': '{"error":"ours"}'},
        }
        self.open({'Ours': {'Type': 'AWS::ApiGateway::GatewayResponse', 'Properties': answer}})
        self.client('apigateway')
        self.assertEqual(ask(self, self.host, '/v/open?fail=1')[:2], (502, {'error': 'ours'}))

    def test_a_function_answers_with_its_headers(self):
        self.open()
        self.assertEqual(ask(self, self.host, '/v/open')[2]['X-Answer'], 'yes')

    def test_a_request_becomes_a_message(self):
        give_key(self, self.open(sent_to_queue())['Plan'])
        body = {'text': 'a & b = "c"'}
        status, answer, _ = ask(self, self.host, '/v/events', f'allow-{KEY}', body)
        sqs = self.client('sqs')
        queue = sqs.get_queue_url(QueueName='events')['QueueUrl']
        (message,) = sqs.receive_message(QueueUrl=queue, MessageAttributeNames=['All'])['Messages']
        self.assertEqual((status, answer), (202, {'messageId': message['MessageId']}))
        self.assertEqual(json.loads(message['Body']), body)
        self.assertEqual(message['MessageAttributes']['workspace']['StringValue'], 'w1')
        sent = {'Content-Type': 'text/plain'}
        self.assertEqual(ask(self, self.host, '/v/events', f'allow-{KEY}', 'x', **sent)[0], 415)

    def test_a_role_that_may_not_send_is_500(self):
        more = sent_to_queue()
        del more['MaySend']
        give_key(self, self.open(more)['Plan'])
        failed = (500, {'message': 'Internal server error'})
        self.assertEqual(ask(self, self.host, '/v/events', f'allow-{KEY}', {})[:2], failed)

    def test_a_function_that_does_not_allow_it_is_500(self):
        for name, source in (('MayEcho', '*/*/other'), ('MayCheck', 'authorizers/other')):
            with self.subTest(name):
                resources = machine_api()
                resources[name] = permission(resources[name]['Properties']['FunctionName']['Ref'], source)
                made = self.deploy(resources, OUTPUTS)
                give_key(self, made['Plan'])
                host = default_host(made['Api'])
                self.assertEqual(ask(self, host, '/v/one', f'allow-{KEY}')[0], 500)
                self.assertEqual(ask(self, host, '/v/open')[0], 500 if name == 'MayEcho' else 200)
                self.destroy()
