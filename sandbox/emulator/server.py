"""Runs MiniStack on a loopback port, from start to clean-up."""

import asyncio
import contextlib
import errno
import http.client
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time

from . import limits, messages, ticks
from .tasks import processes

HOST = '127.0.0.1'


def listen(port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise messages.no_such_port(port)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as failed:
        listener.close()
        if failed.errno == errno.EADDRINUSE:
            raise messages.busy_port(HOST, port) from None
        if failed.errno == errno.EACCES:
            raise messages.forbidden_port(HOST, port) from None
        raise
    return listener


def surroundings(port: int, account: str, region: str, folder: str, lambda_hook: str | None = None) -> None:
    """Sets the environment of MiniStack, which reads it on import."""
    for name in ('tmp', 's3', 'state'):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    os.environ.setdefault('AUTH', 'false')  # patches/role_sessions.py decides for itself
    os.environ.update(
        AWS_ACCESS_KEY_ID='sandbox',
        AWS_SECRET_ACCESS_KEY='sandbox',
        AWS_EC2_METADATA_DISABLED='true',
        BIND_HOST=HOST,
        DOCKER_HOST='unix:///nonexistent.sock',  # no Docker engine is reachable
        GATEWAY_PORT=str(port),
        IOT_MTLS_ENABLED='0',
        LAMBDA_EXECUTOR='local',
        MINISTACK_ACCOUNT_ID=account,  # of unsigned requests: viewers and clients of a load balancer
        MINISTACK_HOST='localhost',
        MINISTACK_REGION=region,
        S3_DATA_DIR=os.path.join(folder, 's3'),
        SFN_WAIT_SCALE='0.01',  # as tasks/scale.py
        STATE_DIR=os.path.join(folder, 'state'),
        TMPDIR=os.path.join(folder, 'tmp'),
    )
    os.environ.setdefault('LOG_LEVEL', 'WARNING')
    if lambda_hook is not None:
        quoted = os.path.abspath(lambda_hook).replace('\\', '\\\\').replace('"', '\\"')
        os.environ['NODE_OPTIONS'] = f'--require "{quoted}"'
    tempfile.tempdir = None


class Server:
    def __init__(self, listener: socket.socket, folder: str, parent: int) -> None:
        self.port = listener.getsockname()[1]
        self.url = f'http://{HOST}:{self.port}'
        self.code = 0
        self._listener = listener
        self._folder = folder
        self._parent = parent
        self._stopping = threading.Event()
        self._stop: asyncio.Event
        self._loop: asyncio.AbstractEventLoop

    def run(self) -> int:
        try:
            asyncio.run(self._serve())
        finally:
            self.clean()
        return self.code

    def clean(self) -> None:
        processes.close()
        stop_children()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _serve(self) -> None:
        from hypercorn.asyncio import serve
        from hypercorn.config import Config
        from ministack.app import app

        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._loop.add_signal_handler(number, self.stop)
        config = Config()
        config.bind = [f'fd://{self._listener.detach()}']
        config.loglevel = os.environ['LOG_LEVEL']
        config.keep_alive_timeout = 600  # clients keep a connection over a story, which takes minutes on a busy machine
        config.graceful_timeout = 1
        config.shutdown_timeout = 3
        for watch in (self._say_when_ready, self._follow_parent):
            threading.Thread(target=watch, daemon=True).start()
        ticking = self._loop.create_task(ticks.run())
        await serve(app, config, shutdown_trigger=self._stop.wait)
        ticking.cancel()

    def stop(self, code: int = 0) -> None:
        if self._stopping.is_set():
            return
        self._stopping.set()
        self.code = code
        self._loop.call_soon_threadsafe(self._stop.set)
        # MiniStack does not end while a custom resource is pending.
        last = threading.Timer(limits.STOP, self._end)
        last.daemon = True
        last.start()

    def _end(self) -> None:
        self.clean()
        os._exit(self.code)

    def _say_when_ready(self) -> None:
        end = time.monotonic() + limits.READY
        while time.monotonic() < end and not self._stopping.is_set():
            if self._answers():
                print(f'READY {self.url}', flush=True)
                return
            time.sleep(0.05)
        if not self._stopping.is_set():
            refusal = messages.never_ready(limits.READY)
            print(refusal, file=sys.stderr, flush=True)
            self.stop(refusal.code)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=1)
        try:
            connection.request('GET', '/_ministack/health')
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _follow_parent(self) -> None:
        while os.getppid() == self._parent:
            time.sleep(limits.PARENT_POLL)
        self.stop()


def stop_children() -> None:
    """Ends the Node.js workers of MiniStack, each by its id."""
    left = _children()
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        end = time.monotonic() + limits.CHILD
        while left and time.monotonic() < end:
            left = [pid for pid in left if not _gone(pid)]
            time.sleep(0.02)


def _children() -> list[int]:
    found = []
    try:
        for thread in os.listdir('/proc/self/task'):
            with open(f'/proc/self/task/{thread}/children', encoding='ascii') as children:
                found += [int(pid) for pid in children.read().split()]
    except OSError:
        pass  # no /proc: workers end when their standard input closes
    return found


def _gone(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True
