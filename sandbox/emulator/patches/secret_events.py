"""EventBridge hears of no change of a secret. Patched, it gets the event of CloudTrail for calls that change a value.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
"""

import json
from typing import Any

from .. import events

NEEDS = {'ministack.services.secretsmanager': ('handle_request',), 'ministack.services.eventbridge': ('_put_events',)}

_CHANGES = ('PutSecretValue', 'UpdateSecret', 'UpdateSecretVersionStage')


def install() -> None:
    from ministack.services import secretsmanager

    native = secretsmanager.handle_request

    async def handle_request(
        method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Any:
        answer = await native(method, path, headers, body, query_params)
        action = headers.get('x-amz-target', '').split('.')[-1]
        if action in _CHANGES and answer[0] == 200:
            detail = {
                'eventSource': 'secretsmanager.amazonaws.com',
                'eventName': action,
                'requestParameters': {'secretId': json.loads(body)['SecretId']},
                'responseElements': {'arn': json.loads(answer[2])['ARN']},
            }
            events.send('aws.secretsmanager', 'AWS API Call via CloudTrail', detail, [])
        return answer

    secretsmanager.handle_request = handle_request
