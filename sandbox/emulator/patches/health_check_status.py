"""Route 53 has no GetHealthCheckStatus, and runs no health checks: this one runs the check on each call."""

import asyncio
import http.client
import re
from typing import Any
from xml.sax.saxutils import escape

from .. import limits
from ..route53_answers import answer
from ..shapes import Properties

NEEDS = {'ministack.services.route53': ('_health_checks', 'handle_request')}

_PATH = re.compile(r'^/2013-04-01/healthcheck/([^/]+)/status$')
_PLACE = ('us-east-1', '15.177.0.1')
_FIRST = 5120  # bytes of the body that Route 53 searches


def install() -> None:
    from ministack.services import route53

    native = route53.handle_request

    async def handle_request(
        method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Any:
        asked = _PATH.match(path) if method == 'GET' else None
        check = route53._health_checks.get(asked.group(1)) if asked else None
        if check is None:
            return await native(method, path, headers, body, query_params)
        observed = _observation(await _status(check['config']))
        return answer(
            200, 'GetHealthCheckStatusResponse', f'<HealthCheckObservations>{observed}</HealthCheckObservations>'
        )

    route53.handle_request = handle_request


async def _status(config: Properties) -> str:
    from .. import names

    name, encrypted = config['FullyQualifiedDomainName'], config['Type'].startswith('HTTPS')
    found = names.leads_to(name)
    if found is None:
        return 'Failure: DNS resolution failed: DNS response error code NXDOMAIN'
    if encrypted and not names.is_certified(name, found):
        return 'Failure: SSL alert handshake_failure'
    try:
        # This server answers, so its event loop must not block.
        code, reason, text = await asyncio.to_thread(_ask, name, config.get('ResourcePath') or '/', encrypted)
    except OSError:
        return 'Failure: The health checker could not establish a connection within the timeout limit.'
    said = f'HTTP Status Code {code}, {reason}'
    if not 200 <= int(code) < 400:
        return f'Failure: {said}'
    wanted = config.get('SearchString')
    if wanted and wanted not in text:
        return f'Failure: {said}. The string was not found in the response body.'
    return f'Success: {said}'


def _ask(name: str, path: str, encrypted: bool) -> tuple[int, str, str]:
    from .. import calls

    connection = http.client.HTTPConnection(calls.address(), timeout=limits.CALL)
    try:
        connection.request('GET', path, headers={'Host': name, 'X-Forwarded-Proto': 'https' if encrypted else 'http'})
        said = connection.getresponse()
        return said.status, said.reason, said.read()[:_FIRST].decode(errors='replace')
    finally:
        connection.close()


def _observation(status: str) -> str:
    from ministack.services.route53 import _now_iso

    region, address = _PLACE
    return (
        f'<HealthCheckObservation><Region>{region}</Region><IPAddress>{address}</IPAddress><StatusReport>'
        f'<Status>{escape(status)}</Status><CheckedTime>{_now_iso()}</CheckedTime></StatusReport></HealthCheckObservation>'
    )
