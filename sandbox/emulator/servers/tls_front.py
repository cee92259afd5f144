"""Listens in front of servers, and passes bytes on over loopback: with TLS that ends or begins here, or without."""

import asyncio
import contextlib
import functools
import socket
import ssl
import threading
from collections.abc import Callable

from ..tasks.processes import Place
from . import supplies

_BLOCK = 64 * 1024


class Front:
    """Listens on a place, from a thread of its own, until it is closed. Each connection asks where it goes on to."""

    def __init__(self, where: Place, behind: Callable[[], Place | None], tls: ssl.SSLContext | None = None) -> None:
        self._behind = behind
        self._context = tls
        self._listener = socket.create_server(where)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._pass, sock=self._listener, ssl=self._context))
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())

    async def _pass(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            behind = self._behind()
            if behind is None:
                raise ConnectionRefusedError
            server, to_server = await self._open(behind)
            ways = [asyncio.create_task(_copy(*way)) for way in ((client, to_server), (server, to_client))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            to_server.close()
        to_client.close()

    async def _open(self, behind: Place) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(*behind)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while data := await reader.read(_BLOCK):
            writer.write(data)
            await writer.drain()


class TlsFront(Front):
    """TLS in front of a server that has none."""

    def __init__(self, where: Place, behind: Place) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificates = supplies.needed()
        context.load_cert_chain(certificates.certificate, certificates.key)
        super().__init__(where, lambda: behind, context)


class TlsBehind(Front):
    """TLS to a server whose certificate is not verified, as a load balancer speaks to its targets."""

    def __init__(self, where: Place, behind: Place) -> None:
        self._client = unverified()
        super().__init__(where, lambda: behind)

    async def _open(self, behind: Place) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(*behind, ssl=self._client)


@functools.cache
def unverified() -> ssl.SSLContext:
    """TLS of a client that takes any certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
