"""The life of one task, from PROVISIONING to STOPPED, in a thread of its own.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
"""

import logging
import os
import threading
import time
from typing import Any, NamedTuple

from ..servers import supplies
from ..shapes import Properties
from . import container_logs, credentials, health, inputs, processes, programs, scheduler
from .scale import LISTEN, POLL, RESTART, scaled
from .sidecars import Sidecar

_STOP_SECONDS = 30  # of a container without stopTimeout

_log = logging.getLogger('emulator.tasks')
_lives: dict[str, 'Life'] = {}


class End(NamedTuple):
    """Why a task stops."""

    reason: str
    code: str

    @property
    def is_failure(self) -> bool:
        return self.code != 'UserInitiated' and not self.reason.startswith(scheduler.ON_PURPOSE)


def run(task: Properties, definition: Properties, overrides: Any, client: Any, account: str, region: str) -> None:
    """In place of the worker of MiniStack that starts the containers of a task."""
    from ministack.core.responses import request_scope

    with request_scope(account, region):
        if task['lastStatus'] == 'STOPPED':
            return
        life = _lives[task['taskArn']] = Life(task, _overridden(definition, overrides))
        try:
            end = life.run()
        except processes.Closed:
            return
        finally:
            _lives.pop(task['taskArn'], None)
        if end.is_failure:
            time.sleep(scaled(RESTART))
            scheduler.look(task)


def _overridden(definition: Properties, overrides: Any) -> Properties:
    """The task definition with the commands and variables of a run.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html
    """
    given = {one.get('name'): one for one in overrides or []}

    def container(one: Properties) -> Properties:
        mine = given.get(one['name'], {})
        variables = [*(one.get('environment') or []), *(mine.get('environment') or [])]
        return {**one, 'command': mine.get('command') or one.get('command'), 'environment': variables}

    return {**definition, 'containerDefinitions': [container(one) for one in definition['containerDefinitions']]}


def stop(task: Properties, reason: str, code: str) -> bool:
    """Asks a task to stop; False when it is a record, or is stopped."""
    life = _lives.get(task['taskArn'])
    if life is None:
        return False
    life.ask(End(reason, code))
    return True


class Life:
    def __init__(self, task: Properties, definition: Properties) -> None:
        self._task = task
        self._definition = definition
        self._container: Properties = programs.container(definition)
        self._record = next(one for one in task['containers'] if one['name'] == self._container['name'])
        self._sidecars = [Sidecar(task, one) for one in programs.others(definition)]
        self._process: processes.Process | None = None
        self._target: health.Target | None = None
        self._asked: End | None = None
        self._is_asked = threading.Event()

    def ask(self, end: End) -> None:
        self._asked = self._asked or end
        self._task['desiredStatus'] = 'STOPPED'  # its own thread looks at the service
        self._is_asked.set()

    def run(self) -> End:
        try:
            end = self._start() or self._watch()
        except inputs.Unable as unable:
            end = End(str(unable), 'TaskFailedToStart')
        except processes.Closed:
            raise
        except Exception as failed:
            _log.exception('A task did not start')
            end = End(f'ResourceInitializationError: {failed}', 'TaskFailedToStart')
        self._finish(end)
        return end

    def _start(self) -> End | None:
        self._change(lastStatus='PENDING')
        self._change(lastStatus='ACTIVATING', pullStartedAt=_now())
        uri, resolved = self._container['image'], scheduler.digest_of(self._task, self._container)
        image = inputs.pull(uri, resolved)
        scheduler.resolve(self._task, self._container, image.digest)
        self._record['imageDigest'] = image.digest
        own = programs.own(self._container)
        of_image = (own.environment if own else {}) | inputs.of_image(image.annotations)
        environment = supplies.trust() | of_image | inputs.environment(self._container)
        if programs.has_folder(self._container):
            environment |= credentials.of(self._definition)
        self._change(pullStoppedAt=_now())
        if self._asked:
            return self._asked
        balancer = scheduler.balancer_of(self._task, self._container) or {}
        if own and not balancer:
            return self._run(own, environment)

        group = balancer.get('targetGroupArn')
        ports = [one['containerPort'] for one in self._container.get('portMappings') or []]
        where = processes.place(int(balancer.get('containerPort') or (ports or [0])[0]))
        health_path = scheduler.health_path(group) or '/health'
        arguments = programs.arguments(where.address, where.port, health_path, image.annotations)
        command = own.command if own else [*(programs.command(uri) or []), *arguments]
        place = {'TASK_ADDRESS': where.address} if own else {}  # a container has its own
        for sidecar in self._sidecars:
            sidecar.start()
        write = container_logs.writer(self._task, self._container)
        self._process = processes.Process(command, environment | place, write, folder=own and own.folder)
        self._record.update(runtimeId=str(self._process.pid), lastStatus='RUNNING')
        self._attach(where)
        # The sample API always listens; a worker of an example does not.
        listens = group or ports or not programs.has_folder(self._container)
        ready = time.monotonic() + (LISTEN if listens else 0)
        while not processes.listens(where) and time.monotonic() < ready:
            if self._process.exit_code() is not None:
                return self._exited()
            if self._is_asked.wait(POLL):
                return self._asked
        if group:
            self._target = health.Target(group, where)
        self._change(lastStatus='RUNNING', startedAt=_now(), connectivity='CONNECTED')
        return None

    def _run(self, own: programs.Program, environment: dict[str, str]) -> End | None:
        """Starts a command of the task definition, which listens to nothing."""
        for sidecar in self._sidecars:
            sidecar.start()
        write = container_logs.writer(self._task, self._container)
        self._process = processes.Process(own.command, environment, write, folder=own.folder)
        self._record.update(runtimeId=str(self._process.pid), lastStatus='RUNNING')
        self._change(lastStatus='RUNNING', startedAt=_now(), connectivity='CONNECTED')
        return None

    def _watch(self) -> End:
        """Until the process exits, is asked to stop, or fails its health checks after the grace period."""
        assert self._process
        began = time.monotonic()
        grace = scaled(scheduler.grace_of(self._task))
        healthy = None
        while self._process.exit_code() is None:
            if self._asked:
                return self._asked
            ended = [sidecar.has_ended_task() for sidecar in self._sidecars]  # each, as it records its end
            if any(ended):
                return self._exited()
            state = self._target.check() if self._target else 'healthy'
            if state == 'unhealthy' and time.monotonic() - began >= grace:
                assert self._target
                reason = f'Task failed ELB health checks in (target-group {self._target.group})'
                return End(reason, 'ServiceSchedulerInitiated')
            if healthy is not (state == 'healthy'):
                healthy = state == 'healthy'
                if healthy:
                    scheduler.healthy(self._task)
                self._change(_healthy=healthy)
            self._is_asked.wait(POLL)
        return self._exited()

    @staticmethod
    def _exited() -> End:
        return End('Essential container in task exited', 'EssentialContainerExited')

    def _finish(self, end: End) -> None:
        """Deregisters the target, stops the process after the deregistration delay, and reports the task."""
        self._task.update(stoppedReason=end.reason, stopCode=end.code)
        if end.is_failure:
            if not self._has_done_its_work(end):
                _log.warning('The task %s stopped: %s', self._task['taskArn'], end.reason)
            scheduler.failed(self._task)  # first, as a replacement has to wait
        self._change(desiredStatus='STOPPED', lastStatus='DEACTIVATING', stoppingAt=_now(), _healthy=False)
        process = self._process
        if process:
            if self._target and process.exit_code() is None:
                self._wait(process, self._target.drain())
            if self._target:
                self._target.remove()
            self._change(lastStatus='STOPPING')
            process.stop(scaled(int(self._container.get('stopTimeout') or _STOP_SECONDS)))
            self._record['exitCode'] = process.exit_code()
        for sidecar in self._sidecars:
            sidecar.stop(scaled(_STOP_SECONDS))
        self._change(lastStatus='DEPROVISIONING', executionStoppedAt=_now())
        for one in self._task['containers']:
            one['lastStatus'] = 'STOPPED'
        self._change(lastStatus='STOPPED', stoppedAt=_now())

    def _has_done_its_work(self, end: End) -> bool:
        """Whether a task outside of a service ended by itself without an error."""
        exited = self._process is not None and self._process.exit_code() == 0
        return exited and end.code == 'EssentialContainerExited' and not scheduler.service_of(self._task)

    @staticmethod
    def _wait(process: processes.Process, seconds: float) -> None:
        end = time.monotonic() + seconds
        while process.exit_code() is None and time.monotonic() < end:
            time.sleep(POLL)

    def _attach(self, where: processes.Place) -> None:
        details = [{'name': 'privateIPv4Address', 'value': where.address}]
        if self._task.get('_subnet'):
            details.insert(0, {'name': 'subnetId', 'value': self._task['_subnet']})
        interface = {'id': os.urandom(16).hex(), 'type': 'ElasticNetworkInterface', 'status': 'ATTACHED'}
        self._task['attachments'] = [{**interface, 'details': details}]

    def _change(self, **fields: Any) -> None:
        self._task.update(fields, version=int(self._task.get('version') or 1) + 1)
        scheduler.look(self._task)


def _now() -> str:
    from ministack.core.responses import now_iso

    return str(now_iso())
