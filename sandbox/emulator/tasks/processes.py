"""Starts the processes of tasks, each on an address of its own; none outlives the emulator."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import NamedTuple

_TRIES = 16

_hosts = cycle(range(2, 255))
_lock = threading.Lock()
_running: set['Process'] = set()
_closed = False


class Place(NamedTuple):
    """Where a task listens."""

    address: str
    port: int


class Closed(Exception):
    """The emulator ends, and starts no other process."""


def place(port: int) -> Place:
    """The port on the next address of 127/8 where it is free; elsewhere a free port of 127.0.0.1.

    macOS has no other address, and a process of this machine can have the port on all addresses.
    """
    for _ in range(_TRIES):
        with _lock:
            address = f'127.0.0.{next(_hosts)}'
        with contextlib.suppress(OSError):
            return _free(address, port)
    return _free('127.0.0.1', 0)


def _free(address: str, port: int) -> Place:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((address, port))
        return Place(address, tried.getsockname()[1])


def free_port() -> int:
    return _free('127.0.0.1', 0).port


def listens(where: Place) -> bool:
    try:
        socket.create_connection(where, timeout=1).close()
    except OSError:
        return False
    return True


class Process:
    """A process that runs a container or a server, and each line that it prints.

    `before` stands in front of the command, and `last` is the signal that ends it at once. In a `folder` it leads a
    group of processes, which end with it, as all processes of a container do.
    """

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str],
        hear: Callable[[str], None],
        *,
        before: tuple[str, ...] = (),
        folder: str | None = None,
        last: signal.Signals = signal.SIGKILL,
    ) -> None:
        self._last = last
        self._leads = folder is not None
        with _lock:
            if _closed:
                raise Closed
            self._child = subprocess.Popen(
                [*before, *_tie(last), *command],
                cwd=folder,
                start_new_session=self._leads,
                env={'PATH': os.environ.get('PATH', ''), **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors='replace',
            )
            _running.add(self)
        threading.Thread(target=self._hear, args=(hear,), daemon=True).start()

    @property
    def pid(self) -> int:
        return self._child.pid

    def exit_code(self) -> int | None:
        """None while it runs; after a signal 128 and its number, as Docker says."""
        code = self._child.poll()
        return 128 - code if code is not None and code < 0 else code

    def wait(self) -> int:
        return self._child.wait()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Stops all of its threads meanwhile: it writes nothing, and its clients wait."""
        self._child.send_signal(signal.SIGSTOP)
        try:
            os.waitid(os.P_PID, self._child.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            yield
        finally:
            self._child.send_signal(signal.SIGCONT)

    def stop(self, seconds: float, first: signal.Signals = signal.SIGTERM) -> None:
        """SIGTERM or another signal, and SIGKILL after these seconds."""
        self._child.send_signal(first)
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._end_group()
        with _lock:
            _running.discard(self)

    def kill(self) -> None:
        self._child.send_signal(self._last)
        self._end_group()

    def _end_group(self) -> None:
        if self._leads:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)

    def _hear(self, hear: Callable[[str], None]) -> None:
        assert self._child.stdout
        with self._child.stdout as lines:
            for line in lines:
                hear(line.rstrip('\n'))


def close() -> None:
    """Ends all, and starts no other."""
    global _closed
    with _lock:
        _closed = True
        left = list(_running)
    for process in left:
        process.kill()


def _tie(last: signal.Signals) -> list[str]:
    # The kernel ends the process when the thread that started it is gone: that of its task, or all of a killed
    # emulator. Elsewhere the sample API looks for its parent itself.
    return [_SETPRIV, '--pdeathsig', last.name.removeprefix('SIG'), '--'] if _SETPRIV else []


_SETPRIV = shutil.which('setpriv')
