"""SQS has no StartMessageMoveTask: adds it, and ListMessageMoveTasks. The messages are there at once.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
"""

import json
import time
import uuid
from typing import Any

NEEDS = {
    'ministack.services.sqs': ('_HANDLERS', '_Err', '_queue_by_arn', '_queues'),
    'ministack.core.responses': ('AccountRegionScopedDict',),
}


def install() -> None:
    from ministack.core import responses
    from ministack.services import sqs

    tasks = responses.AccountRegionScopedDict()

    def sources_of(arn: str) -> list[Any]:
        """The queues whose dead-letter queue it is."""
        policies = [(queue, queue['attributes'].get('RedrivePolicy')) for queue in sqs._queues.values()]
        return [queue for queue, policy in policies if policy and json.loads(policy)['deadLetterTargetArn'] == arn]

    def start(asked: dict[str, Any], _: str) -> dict[str, Any]:
        arn = asked['SourceArn']
        dead = sqs._queue_by_arn(arn)
        sources = sources_of(arn)
        if dead is None or not sources:
            raise sqs._Err('ResourceNotFoundException', 'The source is no dead-letter queue.')
        to = sqs._queue_by_arn(asked['DestinationArn']) if 'DestinationArn' in asked else sources[0]
        moved, dead['messages'] = dead['messages'], []
        for message in moved:
            message.update(receive_count=0, receipt_handle=None, first_receive_at=None, visible_at=time.time())
        to['messages'].extend(moved)
        tasks[arn] = {
            'SourceArn': arn,
            'DestinationArn': to['attributes']['QueueArn'],
            'Status': 'COMPLETED',
            'ApproximateNumberOfMessagesMoved': len(moved),
            'StartedTimestamp': int(time.time() * 1000),
        }
        return {'TaskHandle': str(uuid.uuid4())}

    def listed(asked: dict[str, Any], _: str) -> dict[str, Any]:
        return {'Results': [tasks[asked['SourceArn']]] if asked['SourceArn'] in tasks else []}

    sqs._HANDLERS.update({'StartMessageMoveTask': start, 'ListMessageMoveTasks': listed})
