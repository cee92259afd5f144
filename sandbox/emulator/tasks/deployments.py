"""The deployments of a service: their states, the circuit breaker, and the events of EventBridge.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
"""

import threading
import time
from typing import Any

from .. import events
from ..shapes import Properties
from .scale import REPORTED, RESTART, scaled


def primary(service: Properties) -> Properties:
    return next(one for one in service['deployments'] if one['status'] == 'PRIMARY')


def begin(service: Properties) -> None:
    """Starts a new deployment, which MiniStack calls complete at its creation."""
    first = primary(service)
    if not first.get('_begun'):
        first['_begun'] = True
        _become(service, first, 'IN_PROGRESS', f'ECS deployment {first["id"]} in progress.')


def complete(service: Properties, tasks: list[Properties]) -> None:
    """Completes the primary deployment in a steady service, and drops those without tasks."""
    from . import scheduler

    first = primary(service)
    if first['rolloutState'] != 'IN_PROGRESS':
        return
    if scheduler.is_steady(service, tasks):
        _become(service, first, 'COMPLETED', f'ECS deployment {first["id"]} completed.')
        service['deployments'] = [one for one in service['deployments'] if one is first or _is_reported(service, one)]


def count_failure(service: Properties, task: Properties) -> None:
    """Counts a failed task, and fails the deployment at the threshold."""
    from ministack.services import ecs

    first = primary(service)
    if task.get('_deployment_id') != first['id']:
        return
    first['_retry'] = time.monotonic() + scaled(RESTART)
    if first['rolloutState'] != 'IN_PROGRESS':
        return
    first['failedTasks'] = int(first.get('failedTasks', 0)) + 1
    breaker = _breaker(service)
    if not breaker.get('enable') or first['failedTasks'] < ecs._circuit_breaker_threshold(service):
        return
    first['desiredCount'] = 0
    first['_failed_at'] = time.monotonic()
    _become(service, first, 'FAILED', 'ECS deployment circuit breaker: tasks failed to start.')
    last = next((one for one in service['deployments'] if one['rolloutState'] == 'COMPLETED'), None)
    if breaker.get('rollback') and last:
        first['status'], last['status'] = 'ACTIVE', 'PRIMARY'
        service['deployments'] = [last, *(one for one in service['deployments'] if one is not last)]
        last.update(desiredCount=service['desiredCount'], failedTasks=0)
        service['taskDefinition'] = last['taskDefinition']
        reason = f'ECS deployment circuit breaker: rolling back to deploymentId {last["id"]}.'
        _become(service, last, 'IN_PROGRESS', reason)


def reset_failures(service: Properties, task: Properties) -> None:
    first = primary(service)
    if task.get('_deployment_id') == first['id'] and _breaker(service).get('resetOnHealthyTask', True):
        first['failedTasks'] = 0


def is_throttled(deployment: Properties) -> bool:
    """Whether a task failed just now: ECS waits before it starts another one."""
    return time.monotonic() < deployment.get('_retry', 0)


def _is_reported(service: Properties, deployment: Properties) -> bool:
    """Keeps a failed deployment for clients that poll, which find it on AWS while its rollback takes minutes."""
    if deployment['rolloutState'] != 'FAILED':
        return False
    left = deployment['_failed_at'] + REPORTED - time.monotonic()

    def drop() -> None:
        service['deployments'] = [one for one in service['deployments'] if one is not deployment]

    timer = threading.Timer(max(0.0, left), drop)
    timer.daemon = True
    timer.start()
    return left > 0


def _breaker(service: Properties) -> Any:
    return (service.get('deploymentConfiguration') or {}).get('deploymentCircuitBreaker') or {}


def _become(service: Properties, deployment: Properties, state: str, reason: str) -> None:
    """Changes the state of a deployment, and sends its event."""
    from ministack.core.responses import new_uuid, now_iso

    now = now_iso()
    deployment.update(rolloutState=state, rolloutStateReason=reason, updatedAt=now)
    message = f'(service {service["serviceName"]}) (deployment {deployment["id"]}) deployment {state.lower()}.'
    service['events'].insert(0, {'id': new_uuid(), 'createdAt': now, 'message': message.replace('_', ' ')})
    detail = {
        'eventType': 'ERROR' if state == 'FAILED' else 'INFO',
        'eventName': f'SERVICE_DEPLOYMENT_{state}',
        'deploymentId': deployment['id'],
        'updatedAt': now,
        'reason': reason,
    }
    events.send('aws.ecs', 'ECS Deployment State Change', detail, [service['serviceArn']])
