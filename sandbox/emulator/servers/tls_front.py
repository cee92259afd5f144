"""TLS in front of a server that has none: it ends here, and the bytes go on over loopback."""

import asyncio
import contextlib
import socket
import ssl
import threading

from ..tasks.processes import Place
from . import supplies

_BLOCK = 64 * 1024


class TlsFront:
    """Listens on a place, from a thread of its own, until it is closed."""

    def __init__(self, where: Place, behind: Place) -> None:
        self._behind = behind
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificates = supplies.needed()
        self._context.load_cert_chain(certificates.certificate, certificates.key)
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
            server, to_server = await asyncio.open_connection(*self._behind)
            ways = [asyncio.create_task(_copy(*way)) for way in ((client, to_server), (server, to_client))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            to_server.close()
        to_client.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while data := await reader.read(_BLOCK):
            writer.write(data)
            await writer.drain()
