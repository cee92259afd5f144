"""A task is RUNNING without a process, whatever its image. Patched, those of known images run: `tasks/`."""

import contextvars
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.ecs': (
        '_ACTION_MAP',
        '_awslogs_config',
        '_circuit_breaker_threshold',
        '_emit_awslogs_event',
        '_ensure_awslogs_stream',
        '_get_docker',
        '_reconcile_service_tasks',
        '_recount_cluster',
        '_resolve_cluster_name',
        '_resolve_task',
        '_resolve_td_key',
        '_run_task',
        '_run_task_worker',
        '_sanitize',
        '_services',
        '_stop_task',
        '_sync_service_targets',
        '_task_defs',
        '_tasks',
    ),
    'ministack.services.ecr': ('_images', '_repositories'),
    'ministack.services.eventbridge': ('_put_events',),
    'ministack.services.secretsmanager': ('resolve_secret_string',),
    'ministack.services.ssm': ('resolve_parameter_value',),
}

_as_process: contextvars.ContextVar[bool] = contextvars.ContextVar('_as_process', default=False)


def install() -> None:
    from ministack.core.responses import json_response
    from ministack.services import ecs

    from ..tasks import life, programs, scheduler

    docker, reconcile, run_task, stop_task = (
        ecs._get_docker,
        ecs._reconcile_service_tasks,
        ecs._run_task,
        ecs._stop_task,
    )
    sync_targets = ecs._sync_service_targets

    def reconcile_service(cluster: str, key: str) -> None:
        if scheduler.runs(ecs._services.get(key)):
            scheduler.reconcile(key)
        else:
            reconcile(cluster, key)

    def run(data: Properties) -> Any:
        definition = ecs._task_defs.get(ecs._resolve_td_key(data.get('taskDefinition', '')))
        token = _as_process.set(programs.container(definition) is not None)
        try:
            return run_task(data)
        finally:
            _as_process.reset(token)

    def stop(data: Properties) -> Any:
        task = ecs._resolve_task(data.get('task', ''), ecs._resolve_cluster_name(data.get('cluster', 'default')))
        reason = data.get('reason', 'Task stopped by user')
        if task and life.stop(task, reason, 'UserInitiated'):
            return json_response({'task': ecs._sanitize(task)})
        return stop_task(data)

    def sync(cluster: str, service: Properties) -> None:
        if not scheduler.runs(service):  # each life keeps its own target
            sync_targets(cluster, service)

    # MiniStack takes a client of Docker for the sign that tasks are more than records; its worker is replaced.
    ecs._get_docker = lambda: object() if _as_process.get() else docker()
    ecs._run_task_worker = life.run
    ecs._reconcile_service_tasks = reconcile_service
    ecs._sync_service_targets = sync
    ecs._run_task = ecs._ACTION_MAP['RunTask'] = run
    ecs._stop_task = ecs._ACTION_MAP['StopTask'] = stop
