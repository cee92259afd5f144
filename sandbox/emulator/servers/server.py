"""What servers of PostgreSQL and MySQL do alike."""

import signal

from ..tasks.processes import Place, Process
from .wanted import Wanted

SECONDS = 20.0
"""How long a server may take to start or to stop."""


class Server:
    stops_by = signal.SIGTERM
    where: Place
    _wanted: Wanted
    _process: Process

    @property
    def password(self) -> str:
        return self._wanted.password

    def restart(self) -> None:
        self._process.stop(SECONDS, self.stops_by)
        self._start()

    def move(self, where: Place) -> None:
        self._process.stop(SECONDS, self.stops_by)
        self.where = where
        self._start()

    def _start(self) -> None:
        raise NotImplementedError
