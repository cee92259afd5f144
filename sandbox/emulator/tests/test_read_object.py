"""patches/read_object.py: what a state reads of an object, and how it fails; and what else an import of files needs."""

import json
import time

from emulator.tests.builders_states import READ, ROLE, SOON, ended, machine, task
from emulator.tests.support import Deployed

BUCKET = 'reports'
REPORT = '{"status":"refused","reason":"Zeile 3: größer als 1 GiB","rows":{"read":3}}'


class TestReadObject(Deployed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client('s3').create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={'LocationConstraint': 'ap-southeast-1'}
        )
        versions = {'Status': 'Enabled'}
        cls.client('s3').put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=versions)

    def put(self, key, body, **more):
        return self.client('s3').put_object(Bucket=BUCKET, Key=key, Body=body, **more)

    def read(self, key, **more):
        arguments = {'Bucket': BUCKET, 'Key': key, **more}
        found = ended(self, machine(self, {'Read': task(READ, arguments)}))
        if found['status'] != 'SUCCEEDED':
            return found['error'], found['cause']
        return json.loads(found['output'])

    def test_its_body_is_text_beside_the_fields_of_the_answer(self):
        put = self.put('a b/ü.json', REPORT.encode(), ContentType='application/json', Metadata={'run': 'one'})
        read = self.read('a b/ü.json')
        self.assertRegex(read.pop('LastModified'), r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$')
        wanted = {
            'AcceptRanges': 'bytes',
            'Body': REPORT,
            'ContentLength': len(REPORT.encode()),
            'ContentType': 'application/json',
            'ETag': put['ETag'],
            'Metadata': {'run': 'one'},
            'VersionId': put['VersionId'],
        }
        self.assertEqual({name: read.get(name) for name in wanted}, wanted)

    def test_a_state_parses_it(self):
        self.put('report.json', REPORT.encode())
        output = "{% $parse($states.result.Body).rows.read & ' ' & $states.input.name %}"
        states = {'Read': task(READ, {'Bucket': BUCKET, 'Key': '{% $states.input.key %}'}, Output=output)}
        found = ended(self, machine(self, states), {'key': 'report.json', 'name': 'rows'})
        self.assertEqual(json.loads(found['output']), '3 rows')

    def test_a_version_is_read_by_its_id(self):
        first = self.put('versions', b'one')['VersionId']
        self.put('versions', b'two')
        self.assertEqual(self.read('versions')['Body'], 'two')
        self.assertEqual(self.read('versions', VersionId=first)['Body'], 'one')

    def test_a_missing_key_is_an_exception_of_the_model_that_a_state_catches(self):
        error, cause = self.read('missing')
        self.assertEqual(error, 'S3.NoSuchKeyException')
        self.assertIn('The specified key does not exist. (Service: S3, Status Code: 404', cause)
        caught = [{'ErrorEquals': [error], 'Next': 'None'}]
        states = {
            'Read': task(READ, {'Bucket': BUCKET, 'Key': 'missing'}, Catch=caught),
            'None': {'Type': 'Pass', 'Output': 'none', 'End': True},
        }
        self.assertEqual(json.loads(ended(self, machine(self, states))['output']), 'none')
        self.assertEqual(self.read('missing', Bucket='no-such-bucket')[0], 'S3.NoSuchBucketException')

    def test_an_object_that_changed_is_no_exception_of_the_model(self):
        self.put('changed', b'one')
        self.assertEqual(self.read('changed', IfMatch='"other"')[0], 'S3.S3Exception')

    def test_an_object_beyond_the_output_of_a_state_is_refused(self):
        self.put('large', b'x' * 262_144)
        error, cause = self.read('large')
        self.assertEqual(error, 'States.DataLimitExceeded')
        self.assertIn('size exceeding the maximum number of bytes', cause)
        self.put('fits', b'x' * 261_000)
        self.assertEqual(self.read('fits')['ContentLength'], 261_000)

    def test_an_upload_starts_a_machine_that_publishes_what_it_read(self):
        topic = self.client('sns').create_topic(Name='imports')['TopicArn']
        url = self.client('sqs').create_queue(QueueName='imports')['QueueUrl']
        asked = self.client('sqs').get_queue_attributes(QueueUrl=url, AttributeNames=['QueueArn'])
        self.client('sns').subscribe(TopicArn=topic, Protocol='sqs', Endpoint=asked['Attributes']['QueueArn'])
        arguments = {
            'Bucket': '{% $states.input.detail.bucket.name %}',
            'Key': '{% $states.input.detail.object.key %}',
        }
        message = "{% $string({'rows': $parse($states.input.Body).rows}) %}"
        told = {'TopicArn': topic, 'Subject': 'An import', 'Message': message}
        read = {'Type': 'Task', 'Resource': READ, 'Arguments': arguments, 'Next': 'Notify'}
        states = {'Read': read, 'Notify': task('arn:aws:states:::sns:publish', told)}
        arn = machine(self, states)
        self.client('s3').put_bucket_notification_configuration(
            Bucket=BUCKET, NotificationConfiguration={'EventBridgeConfiguration': {}}
        )
        pattern = {'source': ['aws.s3'], 'detail': {'object': {'key': [{'prefix': 'contacts/'}]}}}
        self.client('events').put_rule(Name='uploads', EventPattern=json.dumps(pattern))
        self.client('events').put_targets(Rule='uploads', Targets=[{'Id': 'it', 'Arn': arn, 'RoleArn': ROLE}])
        self.put('other/file', REPORT.encode())
        self.put('contacts/acme/file', REPORT.encode())
        received = self.client('sqs').receive_message(QueueUrl=url, WaitTimeSeconds=9)['Messages']
        (body,) = [json.loads(one['Body']) for one in received]
        self.assertEqual((body['Subject'], json.loads(body['Message'])), ('An import', {'rows': {'read': 3}}))

    def test_a_state_tries_again_then_catches_and_keeps_its_time(self):
        retry = [{'ErrorEquals': ['States.TaskFailed'], 'IntervalSeconds': 1, 'MaxAttempts': 2, 'BackoffRate': 1}]
        caught = [{'ErrorEquals': ['States.ALL'], 'Next': 'Why', 'Output': '{% $states.errorOutput.Error %}'}]
        arguments = {'Bucket': BUCKET, 'Key': 'later'}
        states = {
            'Read': task(READ, arguments, Retry=retry, Catch=caught, TimeoutSeconds=10),
            'Why': {'Type': 'Pass', 'End': True},
        }
        arn = machine(self, states)
        from_time = time.monotonic()
        self.assertEqual(json.loads(ended(self, arn)['output']), 'S3.NoSuchKeyException')
        self.assertLess(time.monotonic() - from_time, SOON)
        history = self.client('stepfunctions')
        (execution,) = history.list_executions(stateMachineArn=arn)['executions']
        events = history.get_execution_history(executionArn=execution['executionArn'])['events']
        self.assertEqual([one['type'] for one in events].count('TaskFailed'), 3)
