"""The containers of a task beside the one that serves: a process where the image has a program, else a record.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_environment
"""

import os

from ..servers import supplies
from ..shapes import Properties
from . import container_logs, inputs, processes, programs, scheduler


class Sidecar:
    def __init__(self, task: Properties, container: Properties) -> None:
        self._task = task
        self._container = container
        self._record: Properties = next(one for one in task['containers'] if one['name'] == container['name'])
        self._process: processes.Process | None = None

    def start(self) -> None:
        """Fetches image, secrets and parameters, as a task lacks none of them on AWS, and starts the process."""
        uri = self._container['image']
        annotations = self._pull(uri)
        environment = supplies.trust() | inputs.environment(self._container)
        running = os.urandom(16).hex()
        if command := programs.command(uri):
            ports = [one['containerPort'] for one in self._container.get('portMappings') or []]
            where = processes.place(int((ports or [0])[0]))
            arguments = programs.arguments(where.address, where.port, '/health', annotations)
            write = container_logs.writer(self._task, self._container)
            self._process = processes.Process([*command, *arguments], environment, write)
            running = str(self._process.pid)
        self._record.update(runtimeId=running, lastStatus='RUNNING')

    def has_ended_task(self) -> bool:
        """Whether the container has exited and is essential; records the exit of another one."""
        code = self._process.exit_code() if self._process else None
        if code is None:
            return False
        self._record.update(exitCode=code, lastStatus='STOPPED')
        return bool(self._container.get('essential', True))

    def stop(self, seconds: float) -> None:
        if self._process:
            self._process.stop(seconds)
            self._record['exitCode'] = self._process.exit_code()

    def _pull(self, uri: str) -> dict[str, str]:
        from ministack.core.responses import get_account_id

        parts = programs.image(uri)
        if parts is None or parts.account != get_account_id():
            return {}  # a registry of another company
        pulled = inputs.pull(uri, scheduler.digest_of(self._task, self._container))
        scheduler.resolve(self._task, self._container, pulled.digest)
        self._record['imageDigest'] = pulled.digest
        return pulled.annotations
