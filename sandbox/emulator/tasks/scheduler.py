"""Keeps the tasks of a service as its deployments want them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
"""

import math
import threading
import time
from typing import Any

from ..shapes import Properties
from . import deployments, life, programs
from .scale import POLL, STABILIZE, scaled

ON_PURPOSE = 'Scaling activity initiated by'

_lock = threading.RLock()
"""Held while a service is compared with its deployments; never during a call that waits."""


def runs(service: Properties | None) -> bool:
    """Whether the tasks of a service are processes."""
    return service is not None and programs.container(_definition(service.get('taskDefinition', ''))) is not None


def look(task: Properties) -> None:
    """Compares the service of a task with its deployments, as the task changed."""
    found = _service_of(task)
    if found:
        reconcile(found)


def reconcile(key: str) -> None:
    """Starts and stops tasks of a service, and completes its deployment."""
    from ministack.services import ecs

    with _lock:
        service = ecs._services.get(key)
        if service is None:
            return
        tasks = tasks_of(service)
        if service['status'] == 'ACTIVE':
            deployments.begin(service)
            _stop(service, tasks)
            _start(key, service, tasks)
            deployments.complete(service, tasks_of(service))
        _count(key, service)


def failed(task: Properties) -> None:
    """Counts a failed task for the circuit breaker."""
    from ministack.services import ecs

    with _lock:
        service = ecs._services.get(_service_of(task) or '')
        if service and service['status'] == 'ACTIVE':
            deployments.count_failure(service, task)


def healthy(task: Properties) -> None:
    """Resets the circuit breaker, as a task serves."""
    from ministack.services import ecs

    with _lock:
        service = ecs._services.get(_service_of(task) or '')
        if service:
            deployments.reset_failures(service, task)


def wait(key: str) -> None:
    """Waits as CloudFormation does until a service is stable; the reason of a failure as a ValueError."""
    from ministack.services import ecs

    with _lock:
        service = ecs._services[key]
        asked = deployments.primary(service)['id']
    end = time.monotonic() + scaled(STABILIZE)
    while time.monotonic() < end:
        with _lock:
            first = deployments.primary(service)
            is_done = first['rolloutState'] != 'IN_PROGRESS'
            has_failed = any(one['id'] == asked and one['rolloutState'] == 'FAILED' for one in service['deployments'])
            steady = is_steady(service, tasks_of(service))
        if has_failed and is_done:
            raise ValueError(
                'Resource handler returned message: "Error occurred during operation '
                "'ECS Deployment Circuit Breaker was triggered'.\" (HandlerErrorCode: GeneralServiceException)"
            )
        if steady and is_done:
            return
        time.sleep(POLL)
    raise ValueError(
        f'Resource handler returned message: "Exceeded attempts to wait: {service["serviceArn"]} did not stabilize" '
        '(HandlerErrorCode: NotStabilized)'
    )


def wait_for_end(key: str) -> None:
    """Waits until a deleted service has no task."""
    from ministack.services import ecs

    end = time.monotonic() + scaled(STABILIZE)
    service = ecs._services.get(key)
    while service and any(task['lastStatus'] != 'STOPPED' for task in tasks_of(service)) and time.monotonic() < end:
        time.sleep(POLL)


def is_steady(service: Properties, tasks: list[Properties]) -> bool:
    """Whether the primary deployment has its healthy tasks, and no other task is left."""
    alive = [task for task in tasks if task['lastStatus'] != 'STOPPED']
    first = deployments.primary(service)
    serving = [task for task in alive if _is_of(first, task) and task.get('_healthy')]
    return len(serving) == len(alive) == service['desiredCount']


def tasks_of(service: Properties) -> list[Properties]:
    from ministack.services import ecs

    group = f'service:{service["serviceName"]}'
    return [
        task
        for task in list(ecs._tasks.values())
        if task.get('group') == group and task.get('clusterArn') == service['clusterArn']
    ]


def _stop(service: Properties, tasks: list[Properties]) -> None:
    """Stops tasks beyond the desired count, and those of older deployments as healthy ones replace them."""
    first, desired = deployments.primary(service), service['desiredCount']
    staying = [task for task in tasks if task['desiredStatus'] == 'RUNNING']
    current = [task for task in staying if _is_of(first, task)]
    reason = f'{ON_PURPOSE} deployment {first["id"]}'
    newest_first = sorted(current, key=lambda task: (bool(task.get('_healthy')), task['createdAt']), reverse=True)
    for task in newest_first[: max(0, len(current) - desired)]:
        life.stop(task, reason, 'ServiceSchedulerInitiated')
    if first['rolloutState'] == 'FAILED':
        return
    old = [task for task in staying if not _is_of(first, task)]
    serving = sum(1 for task in staying if task.get('_healthy'))
    minimum, maximum = _bounds(service)
    needs_room = len(current) < desired and len(staying) >= maximum
    spare = serving - (minimum if needs_room else max(minimum, desired))
    for task in sorted(old, key=lambda task: bool(task.get('_healthy'))):
        if task.get('_healthy'):
            spare -= 1
            if spare < 0:
                return
        life.stop(task, reason, 'ServiceSchedulerInitiated')


def _start(key: str, service: Properties, tasks: list[Properties]) -> None:
    from ministack.services import ecs

    first = deployments.primary(service)
    staying = [task for task in tasks if task['desiredStatus'] == 'RUNNING']
    lacking = service['desiredCount'] - sum(1 for task in staying if _is_of(first, task))
    count = min(lacking, _bounds(service)[1] - len(staying))
    if count <= 0 or first['rolloutState'] == 'FAILED' or deployments.is_throttled(first):
        return
    ecs._run_task(
        {
            'cluster': key.split('/', 1)[0],
            'taskDefinition': first['taskDefinition'],
            'count': count,
            'group': f'service:{service["serviceName"]}',
            'startedBy': first['id'],
            'launchType': service.get('launchType'),
            'capacityProviderStrategy': service.get('capacityProviderStrategy'),
            'platformVersion': service.get('platformVersion', ''),
            'networkConfiguration': service.get('networkConfiguration', {}),
            'enableExecuteCommand': service.get('enableExecuteCommand', False),
            '_deploymentId': first['id'],
        }
    )


def _bounds(service: Properties) -> tuple[int, int]:
    """The fewest healthy tasks during a deployment, and the most running or pending ones."""
    configuration, desired = service.get('deploymentConfiguration') or {}, service['desiredCount']
    lowest = math.ceil(desired * int(configuration.get('minimumHealthyPercent', 100)) / 100)
    return lowest, desired * int(configuration.get('maximumPercent', 200)) // 100


def _count(key: str, service: Properties) -> None:
    from ministack.services import ecs

    tasks = tasks_of(service)
    for one in (service, *service['deployments']):
        mine = [task for task in tasks if one is service or _is_of(one, task)]
        one['runningCount'] = sum(1 for task in mine if task['lastStatus'] == 'RUNNING')
        one['pendingCount'] = sum(1 for task in mine if task['lastStatus'] in ('PROVISIONING', 'PENDING', 'ACTIVATING'))
    ecs._recount_cluster(key.split('/', 1)[0])


def _is_of(deployment: Properties, task: Properties) -> bool:
    return task.get('_deployment_id') == deployment['id']


def _service_of(task: Properties) -> str | None:
    group = task.get('group') or ''
    if not group.startswith('service:'):
        return None
    return f'{task["clusterArn"].rsplit("/", 1)[-1]}/{group.removeprefix("service:")}'


def service_of(task: Properties) -> Properties:
    from ministack.services import ecs

    return ecs._services.get(_service_of(task) or '') or {}


def _definition(reference: str) -> Any:
    from ministack.services import ecs

    return ecs._task_defs.get(ecs._resolve_td_key(reference))


def balancer_of(task: Properties, container: Properties) -> Any:
    """The load balancer of the service for this container."""
    balancers = service_of(task).get('loadBalancers') or []
    return next((one for one in balancers if one.get('containerName') == container['name']), None)


def health_path(group: str | None) -> str | None:
    from ministack.services import alb

    return (alb._tgs.get(group) or {}).get('HealthCheckPath') if group else None


def grace_of(task: Properties) -> int:
    return int(service_of(task).get('healthCheckGracePeriodSeconds') or 0)


def digest_of(task: Properties, container: Properties) -> str | None:
    """The digest that the deployment of a task resolved for a container.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability
    """
    with _lock:
        return (_deployment(task).get('_image_digests') or {}).get(container['name'])


def resolve(task: Properties, container: Properties, digest: str) -> None:
    with _lock:
        _deployment(task).setdefault('_image_digests', {}).setdefault(container['name'], digest)


def _deployment(task: Properties) -> Properties:
    found = (one for one in service_of(task).get('deployments', []) if _is_of(one, task))
    return next(found, {})
