"""What the clients of PostgreSQL and MySQL have in common: a socket that their `with` closes, and reading from it."""

import socket
from types import TracebackType
from typing import Self

from ..tasks.processes import Place

_SECONDS = 10


class Client:
    closed: type[Exception] = OSError
    """What is raised when the server closes the connection."""

    def __init__(self, where: Place) -> None:
        self._socket = socket.create_connection(where, timeout=_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def _exactly(self, count: int) -> bytes:
        got = b''
        while len(got) < count:
            part = self._socket.recv(count - len(got))
            if not part:
                raise self.closed('the server closed the connection')
            got += part
        return got
