"""A state that waits for an ECS task fails by no exit code, has another output, and leaves a task that has to stop.

https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
"""

import contextvars
import json
import threading
import time
from typing import Any

from ..shapes import Properties
from ..tasks.scale import POLL

NEEDS = {
    'ministack.services.ecs': ('_describe_tasks', '_run_task', '_stop_task'),
    'ministack.services.stepfunctions': (
        '_ExecutionError',
        '_SERVICE_DISPATCH',
        '_execute_task',
        '_invoke_resource_with_timeout',
        '_pascal_to_camel',
    ),
}

_RESOURCE = 'arn:aws:states:::ecs:runTask'
_timed_out: contextvars.ContextVar[threading.Event | None] = contextvars.ContextVar('_timed_out', default=None)
_execution: contextvars.ContextVar[Properties] = contextvars.ContextVar('_execution')


def install() -> None:
    from ministack.services import ecs, stepfunctions

    native, within = stepfunctions._SERVICE_DISPATCH[_RESOURCE], stepfunctions._invoke_resource_with_timeout
    execute = stepfunctions._execute_task

    def run_task(resource: str, given: Properties) -> Any:
        if not resource.endswith('.sync'):
            return native(resource, given)
        status, _, body = ecs._run_task(stepfunctions._pascal_to_camel(given))
        answer = json.loads(body)
        if status >= 400:
            raise stepfunctions._ExecutionError(f'ECS.{answer["__type"]}', answer.get('message', ''))
        task = _stopped(given.get('Cluster', 'default'), answer['tasks'][0]['taskArn'])
        described = json.dumps(task)
        codes = [one['ExitCode'] for one in task['Containers'] if 'ExitCode' in one]  # a record has none
        if (not codes or any(codes)) and _execution.get()['status'] != 'ABORTED':  # which it stays
            raise stepfunctions._ExecutionError('States.TaskFailed', described)
        return task

    def _stopped(cluster: str, arn: str) -> Any:
        """The task when it has stopped; stops it when the time of the state is over, or its execution is stopped."""
        over, execution, is_asked = _timed_out.get(), _execution.get(), False
        manager = f'The Task state in AWS Step Functions execution [{execution["executionArn"]}]'
        while True:
            _, _, body = ecs._describe_tasks({'cluster': cluster, 'tasks': [arn]})
            (task,) = json.loads(body)['tasks']
            if task['lastStatus'] == 'STOPPED':
                return _pascal(task)
            is_over = execution['status'] == 'ABORTED' or (over is not None and over.is_set())
            if is_over and not is_asked:
                is_asked = True
                reason = f'{manager} which was managing this resource was aborted'
                ecs._stop_task({'cluster': cluster, 'task': arn, 'reason': reason})
            time.sleep(POLL)

    def with_timeout(resource: str, given: Properties, timeout: float) -> Any:
        over = threading.Event()
        token = _timed_out.set(over)
        try:
            return within(resource, given, timeout)
        except stepfunctions._ExecutionError as failed:
            if failed.error == 'States.Timeout':
                over.set()
            raise
        finally:
            _timed_out.reset(token)

    def execute_task(state: Properties, given: Any, execution: Properties, context: Properties) -> Any:
        token = _execution.set(execution)
        try:
            return execute(state, given, execution, context)
        finally:
            _execution.reset(token)

    stepfunctions._SERVICE_DISPATCH[_RESOURCE] = run_task
    stepfunctions._execute_task = execute_task
    stepfunctions._invoke_resource_with_timeout = with_timeout


def _pascal(value: Any) -> Any:
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: _pascal(part) for key, part in value.items()}
    return [_pascal(part) for part in value] if isinstance(value, list) else value
