"""A distribution and a load balancer refuse a WebSocket, and no target gets its handshake.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
"""

from typing import Any

from ..edge import web_sockets
from ..edge.tunnel import ask, is_upgrade
from ..shapes import Properties

NEEDS = {
    **web_sockets.NEEDS,
    'hypercorn.protocol.h11': ('WSStream',),
    'ministack.services.alb': ('_proxy_http_target',),
}


def install() -> None:
    from hypercorn.protocol import h11
    from ministack.services import alb

    native = alb._proxy_http_target

    async def proxy(
        target: Properties,
        group: Properties,
        method: str,
        path: str,
        headers: dict[str, str],
        body: Any,
        values: Any,
        query: str | None = None,
    ) -> Any:
        if not is_upgrade.get():
            return await native(target, group, method, path, headers, body, values, query)
        port = int(target.get('Port') or group.get('Port') or 80)
        left = {name.lower(): value for name, value in headers.items() if name.lower() != 'content-length'}
        return await ask(str(target['Id']), port, f'{path}?{query}' if query else path, left)

    alb._proxy_http_target = proxy
    h11.WSStream = web_sockets.TunnelStream
