import json
import time

from emulator.tests.support import Deployed

EVENTS = {
    'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'secrets'}},
    'Rule': {
        'Type': 'AWS::Events::Rule',
        'Properties': {
            'EventPattern': {'source': ['aws.secretsmanager'], 'detail': {'eventName': ['PutSecretValue']}},
            'Targets': [{'Id': 'Queue', 'Arn': {'Fn::GetAtt': ['Queue', 'Arn']}}],
        },
    },
}


class TestSecretEvents(Deployed):
    def test_a_changed_value_is_an_event_without_the_value(self):
        self.deploy(EVENTS)
        secrets, sqs = self.client('secretsmanager'), self.client('sqs')
        arn = secrets.create_secret(Name='bank/KEY', SecretString='one')['ARN']
        secrets.put_secret_value(SecretId='bank/KEY', SecretString='hunter2')
        url = sqs.get_queue_url(QueueName='secrets')['QueueUrl']
        end, body = time.monotonic() + 10, ''
        while not body and time.monotonic() < end:
            body = sqs.receive_message(QueueUrl=url).get('Messages', [{'Body': ''}])[0]['Body']
        event = json.loads(body)
        self.assertEqual(event['detail-type'], 'AWS API Call via CloudTrail')
        self.assertEqual(event['detail']['responseElements'], {'arn': arn})
        self.assertNotIn('hunter2', body)
