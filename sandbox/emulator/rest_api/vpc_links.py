"""VPC links of API Gateway, of which MiniStack knows none, and what reaches a load balancer through one."""

import uuid
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ..shapes import Properties, Response

NEEDS = {
    'ministack.core.responses': ('AccountRegionScopedDict', 'StreamingResponse', 'get_account_id', 'request_scope'),
    'ministack.services.alb': ('_lbs', '_listeners', 'dispatch_request'),
    'ministack.services.cloudfront': ('_collect_streaming_body',),
}

_PORTS = {'http': 80, 'https': 443}
_SECONDS = 60
_links: Any = None


class Misconfigured(Exception):
    """API Gateway cannot send the request: its client gets a 500."""


def all_links() -> Any:
    """The records of VPC links by their id, in the account and region of the caller."""
    global _links
    if _links is None:
        from ministack.core.responses import AccountRegionScopedDict

        _links = AccountRegionScopedDict()
    return _links


def create(properties: Properties) -> str:
    link = uuid.uuid4().hex[:10]
    all_links()[link] = {
        'vpcLinkId': link,
        'name': properties['Name'],
        'securityGroupIds': properties.get('SecurityGroupIds', []),
        'subnetIds': properties['SubnetIds'],
        'vpcLinkStatus': 'AVAILABLE',
        'vpcLinkVersion': 'V2',
    }
    return link


async def send(integration: Properties, url: str, method: str, headers: dict[str, str], body: bytes) -> Response:
    """The answer of the load balancer that the integration names, at the port of the URL."""
    from ministack.core.responses import StreamingResponse, get_account_id, request_scope
    from ministack.services import alb, cloudfront

    if integration.get('connectionId') not in all_links():
        raise Misconfigured(f'no VPC link {integration.get("connectionId")}')
    balancer = integration.get('integrationTarget') or ''
    region = balancer.split(':')[3] if balancer.count(':') > 3 else ''
    address = urlsplit(url)
    port = address.port or _PORTS[address.scheme]
    with request_scope(get_account_id(), region):
        found = alb._lbs.get(balancer)
        if found is None:
            raise Misconfigured(f'no load balancer {balancer}')
        _check(dict(found), address.scheme, address.hostname or '', port)
        # TLS of the client ended before: what reaches the load balancer is the scheme of the integration.
        named = {**headers, 'host': address.netloc, 'x-forwarded-proto': address.scheme}
        status, answered, data = await alb.dispatch_request(
            dict(found),
            method,
            unquote(address.path) or '/',
            named,
            body or b'',
            parse_qs(address.query, keep_blank_values=True),
            port,
            raw_query_string=address.query,
            raw_path=address.path or '/',
        )
        if isinstance(data, StreamingResponse):
            data = await cloudfront._collect_streaming_body(data, _SECONDS)
    return status, dict(answered), data


def _check(balancer: Properties, scheme: str, host: str, port: int) -> None:
    from ministack.services import alb

    from .. import names

    arn = balancer['LoadBalancerArn']
    listeners = [one for one in alb._listeners.values() if one['LoadBalancerArn'] == arn and one['Port'] == port]
    if not listeners:
        raise Misconfigured(f'no listener at port {port}')
    if (listeners[0]['Protocol'] == 'HTTPS') != (scheme == 'https'):
        raise Misconfigured(f'the listener at port {port} speaks {listeners[0]["Protocol"]}')
    if scheme == 'https' and not names.is_certified(host, ('load balancer', balancer)):
        raise Misconfigured(f'Host name {host!r} does not match the certificate subject provided by the peer')
