"""What functions, queue workers, topics and schedules deploy: partial batches, dead letters, filters, runs."""

import json
import time

from emulator.tests.builders import task_definition
from emulator.tests.probes_tasks import scheduled_tasks
from emulator.tests.support import ACCOUNT, LAMBDA_HOOK, Deployed
from emulator.tests.test_services import templates

DEAD = 45
DONE = 20


def run_now(test, target, name):
    """A schedule of one run, whose time has come."""
    at = {'ScheduleExpression': 'at(2026-01-01T00:00:00)', 'FlexibleTimeWindow': {'Mode': 'OFF'}}
    scheduler = test.client('scheduler')
    scheduler.create_schedule(Name=f'{name[:50]}-now', Target=target, **at)
    test.addCleanup(scheduler.delete_schedule, Name=f'{name[:50]}-now')


class TestWorkers(Deployed):
    arguments = ('--account', ACCOUNT, '--lambda-hook', LAMBDA_HOOK)

    def setUp(self):
        self.deploy(templates()['workers']['Resources'], name='workers')
        resources = self.client('cloudformation').list_stack_resources(StackName='workers')['StackResourceSummaries']
        kinds = ('AWS::SQS::Queue', 'AWS::SNS::Topic')
        named = [one for one in resources if one['ResourceType'] in kinds]
        self.ids = {one['LogicalResourceId']: one['PhysicalResourceId'] for one in named}

    def id_of(self, beginning):
        (found,) = [value for key, value in self.ids.items() if key.startswith(beginning)]
        return found

    def count(self, queue):
        names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']
        asked = self.client('sqs').get_queue_attributes(QueueUrl=self.id_of(queue), AttributeNames=names)
        return sum(int(asked['Attributes'][name]) for name in names)

    def until(self, expected, ask, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and ask() != expected:
            time.sleep(0.2)
        self.assertEqual(ask(), expected)

    def bodies(self, queue):
        received = self.client('sqs').receive_message(QueueUrl=self.id_of(queue), MaxNumberOfMessages=10)
        return [message['Body'] for message in received.get('Messages', [])]

    def test_a_poison_message_alone_is_a_dead_letter_and_redrive_empties_the_queue(self):
        sqs = self.client('sqs')
        entries = [{'Id': body, 'MessageBody': body} for body in ('one', 'poison', 'two')]
        sqs.send_message_batch(QueueUrl=self.id_of('AuditQueue'), Entries=entries)
        self.until(1, lambda: self.count('AuditDeadLetterQueue'), DEAD)
        self.assertEqual(self.count('AuditQueue'), 0)
        arns = ['QueueArn']
        dead = self.id_of('AuditDeadLetterQueue')
        arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=arns)['Attributes']['QueueArn']
        sqs.start_message_move_task(SourceArn=arn)
        self.until(0, lambda: self.count('AuditDeadLetterQueue'), DONE)
        self.until(1, lambda: self.count('AuditDeadLetterQueue'), DEAD)  # it is still poison

    def test_a_filter_leaves_out_what_the_worker_does_not_ask_for(self):
        sns = self.client('sns')
        for kind in ('task.closed', 'task.created'):
            attributes = {'type': {'DataType': 'String', 'StringValue': kind}}
            sns.publish(TopicArn=self.id_of('EventsTopic'), Message=f'poison {kind}', MessageAttributes=attributes)
        self.until(1, lambda: self.count('AuditDeadLetterQueue'), DEAD)
        self.assertEqual(self.bodies('AuditDeadLetterQueue'), ['poison task.created'])

    def test_a_file_that_is_created_reaches_the_queue(self):
        s3 = self.client('s3')
        place = {'CreateBucketConfiguration': {'LocationConstraint': 'ap-southeast-1'}}
        s3.create_bucket(Bucket='imports', **place)
        s3.put_bucket_notification_configuration(
            Bucket='imports', NotificationConfiguration={'EventBridgeConfiguration': {}}
        )
        s3.put_object(Bucket='imports', Key='poison.csv', Body=b'1')
        self.until(1, lambda: self.count('AuditDeadLetterQueue'), DEAD)
        (body,) = self.bodies('AuditDeadLetterQueue')
        self.assertEqual(json.loads(body)['detail']['object']['key'], 'poison.csv')

    def test_a_schedule_invokes_its_function_and_what_fails_is_given_up(self):
        scheduler, logs = self.client('scheduler'), self.client('logs')
        for name in (one['Name'] for one in scheduler.list_schedules()['Schedules']):
            run_now(self, scheduler.get_schedule(Name=name)['Target'], name)

        def runs():
            events = logs.filter_log_events(logGroupName='/aws/lambda/rates', filterPattern='START')['events']
            return min(len(events), 1)

        self.until(1, lambda: self.count('FailingScheduleDeadLetterQueue'), DEAD)
        (letter,) = self.bodies('FailingScheduleDeadLetterQueue')
        self.assertEqual(json.loads(letter)['requestPayload'], {'source': 'ECB'})
        self.assertEqual(self.count('RatesScheduleDeadLetterQueue'), 0)
        self.until(1, runs, DONE)

    def test_what_the_template_says_is_kept(self):
        function = self.client('lambda').get_function_configuration(FunctionName='consumer')
        (mapping,) = self.client('lambda').list_event_source_mappings()['EventSourceMappings']
        topic = self.client('sns').get_topic_attributes(TopicArn=self.id_of('EventsTopic'))['Attributes']
        schedules = self.client('scheduler').list_schedules()['Schedules']
        one = self.client('scheduler').get_schedule(Name=schedules[0]['Name'])
        self.assertEqual(function['LoggingConfig']['LogGroup'], '/aws/lambda/consumer')
        self.assertEqual(mapping['FunctionArn'], function['FunctionArn'])
        self.assertEqual(mapping['ScalingConfig'], {'MaximumConcurrency': 5})
        self.assertEqual(topic['KmsMasterKeyId'], 'alias/aws/sns')
        self.assertEqual(one['ScheduleExpressionTimezone'], 'Etc/UTC')


class TestScheduledTask(Deployed):
    """patches/schedule_task.py: a schedule runs a task of ECS."""

    arguments = ('--account', ACCOUNT)

    def test_a_schedule_runs_a_task(self):
        self.deploy(task_definition())
        self.assertEqual(len(scheduled_tasks(self)), 1)
