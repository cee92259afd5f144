"""The stream of Hypercorn for a WebSocket to a distribution or a load balancer.

The handshake goes the way of a request, so that hosts, behaviors, functions and rules decide as for any other; from the
101 of the target on, bytes go both ways as they are.
"""

import logging
from typing import Any
from urllib.parse import parse_qs, unquote

from hypercorn.protocol.events import Body, Data, EndBody, Request, Response, StreamClosed
from hypercorn.protocol.ws_stream import WSStream

from .tunnel import HANDSHAKE, Tunnel, is_upgrade

NEEDS = {
    'ministack.app': (
        '_handle_alb_request',
        '_handle_cloudfront_dataplane_request',
        '_is_potential_alb_request',
        '_parse_cloudfront_dataplane_host',
        'decode_header_value',
    ),
    'ministack.core.responses': ('set_request_client_ip',),
}

_OF_THIS_CONNECTION = {'connection', 'content-length', 'date', 'keep-alive', 'server', 'transfer-encoding', 'upgrade'}


class TunnelStream(WSStream):  # type: ignore[misc]
    _is_mine = False
    _tunnel: Tunnel | None = None
    _early = b''

    async def handle(self, event: Any) -> None:
        if isinstance(event, Request) and _is_of_edge(event):
            self._is_mine = True
            self.task_group.spawn(self._serve, event)
        elif not self._is_mine:
            await super().handle(event)
        elif isinstance(event, StreamClosed):
            self.closed = True
            if self._tunnel:
                self._tunnel.close()
        elif isinstance(event, (Body, Data)) and self._tunnel:
            await self._tunnel.write(event.data)
        elif isinstance(event, (Body, Data)):
            self._early += event.data

    async def _serve(self, request: Request) -> None:
        is_upgrade.set(True)
        try:
            status, headers, body = await _answer(request, self.client)
            if isinstance(body, Tunnel):
                await self._switch(headers, body)
            else:
                await self._refuse(status, headers, body)
        except Exception:
            logging.getLogger(__name__).exception('A WebSocket failed')
        await self.send(StreamClosed(stream_id=self.stream_id))

    async def _switch(self, headers: dict[str, Any], tunnel: Tunnel) -> None:
        self._tunnel = tunnel
        try:
            if self.closed:
                return
            if self._early:
                await tunnel.write(self._early)
            switched = [*_lines(headers), *_lines(HANDSHAKE, of_all=True)]
            await self.send(Response(stream_id=self.stream_id, headers=switched, status_code=101))
            async for chunk in tunnel.chunks():
                await self.send(Data(stream_id=self.stream_id, data=chunk))
        finally:
            tunnel.close()

    async def _refuse(self, status: int, headers: dict[str, Any], body: bytes) -> None:
        ending = {'content-length': str(len(body)), 'connection': 'close'}
        lines = [*_lines(headers), *_lines(ending, of_all=True)]
        await self.send(Response(stream_id=self.stream_id, headers=lines, status_code=status))
        await self.send(Body(stream_id=self.stream_id, data=body))
        await self.send(EndBody(stream_id=self.stream_id))


def _is_of_edge(request: Request) -> bool:
    from ministack import app

    host = _headers(request).get('host', '')
    path = unquote(request.raw_path.partition(b'?')[0].decode('latin-1'))
    return app._parse_cloudfront_dataplane_host(host) is not None or app._is_potential_alb_request(host, path)


async def _answer(request: Request, client: tuple[str, int] | None) -> tuple[int, dict[str, Any], Any]:
    from ministack import app
    from ministack.core.responses import set_request_client_ip

    address = client[0] if client else '127.0.0.1'
    set_request_client_ip(address)
    headers = _headers(request)
    raw, _, query = request.raw_path.decode('latin-1').partition('?')
    path, values, host = unquote(raw), parse_qs(query, keep_blank_values=True), headers.get('host', '')
    served = await app._handle_cloudfront_dataplane_request(
        host, path, raw, query, 'GET', headers, b'', values, address
    ) or await app._handle_alb_request(host, path, 'GET', headers, b'', values, query, raw)
    return served or (404, {}, b'')


def _headers(request: Request) -> dict[str, str]:
    from ministack import app

    found: dict[str, str] = {}
    for name, value in request.headers:
        key, text = name.decode('latin-1').lower(), app.decode_header_value(value)
        found[key] = f'{found[key]}, {text}' if key in found else text
    return found


def _lines(headers: dict[str, Any], of_all: bool = False) -> list[tuple[bytes, bytes]]:
    pairs = [(name, one) for name, value in headers.items() for one in (value if isinstance(value, list) else [value])]
    return [
        (name.lower().encode('latin-1'), str(value).encode('latin-1'))
        for name, value in pairs
        if of_all or name.lower() not in _OF_THIS_CONNECTION
    ]
