"""A queue at an SNS topic, which shows what a recipient gets."""

import json
import time

WITHIN = 8


class Inbox:
    """The messages of a topic, in order; made of its own clients, so that a test names the topic alone."""

    def __init__(self, test, name='page'):
        self._sqs = test.client('sqs')
        self._queue = self._sqs.create_queue(QueueName=name)['QueueUrl']
        arn = self._sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=['QueueArn'])['Attributes'][
            'QueueArn'
        ]
        self.topic = test.client('sns').create_topic(Name=name)['TopicArn']
        test.client('sns').subscribe(TopicArn=self.topic, Protocol='sqs', Endpoint=arn)
        test.addCleanup(test.client('sns').delete_topic, TopicArn=self.topic)
        test.addCleanup(self._sqs.delete_queue, QueueUrl=self._queue)

    def states(self, count, within=WITHIN):
        """Alarm names and new states of the next messages; fewer than `count` after that many seconds."""
        found: list[tuple[str, str]] = []
        end = time.monotonic() + within
        while len(found) < count and time.monotonic() < end:
            for message in self._sqs.receive_message(QueueUrl=self._queue, MaxNumberOfMessages=10).get('Messages', []):
                self._sqs.delete_message(QueueUrl=self._queue, ReceiptHandle=message['ReceiptHandle'])
                told = json.loads(json.loads(message['Body'])['Message'])
                found.append((told['AlarmName'], told['NewStateValue']))
            time.sleep(0.1)
        return found
