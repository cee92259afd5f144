"""A rule delivers no event to a log group. Patched, it does if a resource policy lets EventBridge write there.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions"""

import fnmatch
import json
import time
import uuid
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.eventbridge': ('_invoke_target', '_pattern_event_view'),
    'ministack.services.cloudwatch_logs': (
        '_create_log_stream',
        '_delete_log_group',
        '_log_group_policies',
        '_log_groups',
        '_put_log_events',
        '_resource_policies',
    ),
}

_TRIES = 20
_ACTIONS = ('logs:CreateLogStream', 'logs:PutLogEvents')


def install() -> None:
    from ministack.services import cloudwatch_logs, eventbridge

    native, forget = eventbridge._invoke_target, cloudwatch_logs._delete_log_group

    def invoke(target: Properties, event: Properties, rule: Properties, view: Any = None) -> None:
        arn = target.get('Arn', '')
        if not arn.startswith('arn:aws:logs:'):
            native(target, event, rule, view)
            return
        group = arn.split(':log-group:')[1].removesuffix(':*')
        if group in cloudwatch_logs._log_groups and _may_write(arn.removesuffix(':*'), group, rule):
            view = view or eventbridge._pattern_event_view(event)
            write(group, json.dumps(view.event_with_detail()))

    def write(group: str, message: str) -> None:
        place = {'logGroupName': group, 'logStreamName': f'{uuid.uuid4()}'}
        cloudwatch_logs._create_log_stream(place)
        event = {'timestamp': int(time.time() * 1000), 'message': message}
        cloudwatch_logs._put_log_events({**place, 'logEvents': [event]})

    def delete(data: Properties) -> Any:
        for _ in range(_TRIES):
            try:
                return forget(data)
            except RuntimeError:  # a record of another group came while it looked for those of this one
                continue
        return forget(data)

    eventbridge._invoke_target = invoke
    cloudwatch_logs._delete_log_group = delete


def _may_write(arn: str, group: str, rule: Properties) -> bool:
    from ministack.services import cloudwatch_logs

    policies = [*cloudwatch_logs._resource_policies.values(), cloudwatch_logs._log_group_policies.get(group)]
    statements = [
        one for policy in policies if policy for one in _list(json.loads(policy['policyDocument'])['Statement'])
    ]
    return all(any(_allows(one, action, f'{arn}:log-stream:x', rule) for one in statements) for action in _ACTIONS)


def _allows(statement: Properties, action: str, stream: str, rule: Properties) -> bool:
    principal = statement.get('Principal')
    services = _list(principal.get('Service', [])) if isinstance(principal, dict) else []
    return (
        statement['Effect'] == 'Allow'
        and 'events.amazonaws.com' in services
        and any(fnmatch.fnmatch(action.lower(), one.lower()) for one in _list(statement['Action']))
        and any(fnmatch.fnmatchcase(stream, one) for one in _list(statement.get('Resource', [])))
        and all(_met(key, wanted, rule) for of in statement.get('Condition', {}).values() for key, wanted in of.items())
    )


def _met(key: str, wanted: Any, rule: Properties) -> bool:
    """Whether the value that EventBridge sends matches: it sends the rule and its account."""
    arn = rule.get('Arn', '')
    sent = {'aws:sourcearn': arn, 'aws:sourceaccount': arn.split(':')[4] if arn else ''}.get(key.lower())
    return sent is not None and any(fnmatch.fnmatchcase(sent, one) for one in _list(wanted))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
