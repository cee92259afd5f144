"""A load balancer answers to its own DNS name only, and takes no HTTPS request."""

from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.app': ('_is_potential_alb_request',),
    'ministack.services.alb': ('_lbs', 'dispatch_request', 'find_lb_for_host'),
    'ministack.services.route53': ('_zones', '_records'),
}


def install() -> None:
    from ministack import app
    from ministack.services import alb

    from .. import names

    gate, find, dispatch = app._is_potential_alb_request, alb.find_lb_for_host, alb.dispatch_request

    def balancer_behind(host: str) -> Properties | None:
        name = host.split(':')[0]
        if names.zone_of(name)[0] is None:
            return None
        kind, found = names.leads_to(name) or (None, None)
        return found if kind == 'load balancer' else None

    async def dispatch_request(
        balancer: Properties,
        method: str,
        path: str,
        headers: dict[str, str],
        body: bytes,
        query_params: dict[str, Any],
        port: int = 80,
        *rest: Any,
        **named: Any,
    ) -> Any:
        # The protocol of the client, whose TLS ended in front of this server.
        if port == 80 and headers.get('x-forwarded-proto', '').split(',')[0].strip().lower() == 'https':
            port = 443
        return await dispatch(balancer, method, path, headers, body, query_params, port, *rest, **named)

    app._is_potential_alb_request = lambda host, path: gate(host, path) or balancer_behind(host) is not None
    alb.find_lb_for_host = lambda host: find(host) or balancer_behind(host)
    alb.dispatch_request = dispatch_request
