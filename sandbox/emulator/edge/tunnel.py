"""The connection behind a WebSocket: the handshake with a target, and the bytes after its 101."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextvars import ContextVar

HANDSHAKE = {'connection': 'Upgrade', 'upgrade': 'websocket'}
_CHUNK = 65536
_ANSWER = 60
_REFUSED = (502, {'Content-Type': 'text/html'}, b'<h1>502 Bad Gateway</h1>')

Answered = tuple[int, dict[str, str], 'bytes | Tunnel']

is_upgrade: ContextVar[bool] = ContextVar('is_upgrade', default=False)
"""Whether the request of this context asks for a WebSocket."""


class Tunnel:
    """The connection to a target that has switched protocols, in place of the body of its 101."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, first: bytes) -> None:
        self._reader, self._writer, self._first = reader, writer, first

    async def write(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self._writer.write(data)
            await self._writer.drain()

    async def chunks(self) -> AsyncIterator[bytes]:
        """What the target sends, until it ends the connection."""
        chunk = self._first
        with contextlib.suppress(OSError):
            while chunk or (chunk := await self._reader.read(_CHUNK)):
                yield chunk
                chunk = b''

    def close(self) -> None:
        self._writer.close()


async def ask(host: str, port: int, target: str, headers: dict[str, str]) -> Answered:
    """The answer of a target to the handshake: 101 with the tunnel, or any other with its body."""
    import h11

    try:
        async with asyncio.timeout(_ANSWER):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                answered = await _shake_hands(reader, writer, target, {**headers, **HANDSHAKE})
            except BaseException:
                writer.close()
                raise
    except (OSError, TimeoutError, h11.ProtocolError):
        return _REFUSED
    if answered[0] != 101:
        writer.close()
    return answered


async def _shake_hands(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str, headers: dict[str, str]
) -> Answered:
    import h11

    connection = h11.Connection(h11.CLIENT)
    asked = h11.Request(method='GET', target=target, headers=list(headers.items()))
    for sent in (asked, h11.EndOfMessage()):
        writer.write(connection.send(sent) or b'')
    status, fields, body = 0, {}, b''
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_CHUNK))
        elif isinstance(event, (h11.InformationalResponse, h11.Response)):
            status = event.status_code
            fields = {name.decode('latin-1'): value.decode('latin-1') for name, value in event.headers}
            if status == 101:
                return status, fields, Tunnel(reader, writer, connection.trailing_data[0])
        elif isinstance(event, h11.Data):
            body += bytes(event.data)
        else:
            return status, fields, body
