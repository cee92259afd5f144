"""An integration has no timeout, a proxy integration no mapped headers, VPC link nor response headers.

An error of a Lambda function is shown to the client, and an answer that API Gateway does not take is passed on."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.request import Request as HttpRequest

from ..rest_api import current, vpc_links
from ..rest_api.proxying import Outgoing
from ..shapes import Properties, Response

_INVOKES = ('_invoke_http_proxy_v1', '_invoke_lambda_custom_v1', '_invoke_lambda_proxy_v1', '_invoke_sqs_v1')

NEEDS = {
    **vpc_links.NEEDS,
    'ministack.services.apigateway_v1': (
        *current.NEEDS['ministack.services.apigateway_v1'],
        *_INVOKES,
        '_GatewayError',
        '_gateway_error_response',
        '_lambda_proxy_response',
        '_urlopen_async',
    ),
}

_MALFORMED = 'Internal server error'
_OF_THE_CONNECTION = ('connection', 'content-length', 'keep-alive', 'transfer-encoding')


def install() -> None:
    from ministack.services import apigateway_v1 as gateway

    current.follow()
    _hide_errors_of_functions()
    gateway._invoke_http_proxy_v1 = _proxying(gateway._invoke_http_proxy_v1)
    for name in _INVOKES:
        setattr(gateway, name, _limited(getattr(gateway, name)))


def _limited(invoke: Callable[..., Any]) -> Callable[..., Any]:
    """Ends the wait, not the work: a function goes on."""

    async def invoke_limited(integration: Properties, *given: Any, **named: Any) -> Any:
        from ministack.services import apigateway_v1 as gateway

        request, began = current.get(), time.time()
        running = asyncio.create_task(invoke(integration, *given, **named))
        done, _ = await asyncio.wait({running}, timeout=int(integration.get('timeoutInMillis') or 29000) / 1000)
        request.integration['latency'] = int((time.time() - began) * 1000)
        if not done:
            running.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            request.integration |= {'error': 'Execution failed due to a timeout error', 'status': None}
            message = 'Endpoint request timed out'
            return gateway._GatewayError('INTEGRATION_TIMEOUT', message, 'InternalServerErrorException')
        answer = running.result()
        if isinstance(answer, tuple):
            request.integration.setdefault('status', answer[0])
        return answer

    return invoke_limited


def _proxying(native: Callable[..., Any]) -> Callable[..., Any]:
    async def proxy(
        integration: Properties,
        path: str,
        method: str,
        headers: dict[str, str],
        body: bytes,
        query: Properties,
        parameters: Properties | None = None,
    ) -> Any:
        from ministack.services import apigateway_v1 as gateway

        if integration['type'] != 'HTTP_PROXY':
            return await native(integration, path, method, headers, body, query, parameters)
        request = current.get()
        outgoing = Outgoing(request, integration, query or {}, parameters or {})
        try:
            if integration.get('connectionType') == 'VPC_LINK':
                sent = vpc_links.send(integration, outgoing.url, outgoing.method, outgoing.headers, body)
            else:
                sent = _send(outgoing, body)
            status, answered, data = await sent
        except (vpc_links.Misconfigured, OSError) as failed:
            request.integration |= {'error': f'Execution failed due to configuration error: {failed}'}
            return gateway._GatewayError('API_CONFIGURATION_ERROR', 'Internal server error')
        kept = {name: value for name, value in answered.items() if name.lower() not in _OF_THE_CONNECTION}
        return status, kept, data

    return proxy


async def _send(outgoing: Outgoing, body: bytes) -> Response:
    from urllib.error import HTTPError

    from ministack.services import apigateway_v1 as gateway

    asked = HttpRequest(outgoing.url, data=body or None, method=outgoing.method, headers=outgoing.headers)
    try:
        status, answered, data = await gateway._urlopen_async(asked, 30)
    except HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()
    return status, dict(answered), data


def _hide_errors_of_functions() -> None:
    from ministack.services import apigateway_v1 as gateway

    shape, invoke, render = (
        gateway._lambda_proxy_response,
        gateway._invoke_lambda_proxy_v1,
        gateway._gateway_error_response,
    )

    def shaped(result: Properties) -> Any:
        answer, error = shape(result)
        if error or _is_malformed(result):
            why = error or 'Malformed Lambda proxy response'
            current.get().integration |= {'error': f'Execution failed: {why}', 'is_malformed': True}
            return None, _MALFORMED
        return answer, None

    async def invoke_shaped(*given: Any, **named: Any) -> Any:
        answer = await invoke(*given, **named)
        if current.get().integration.get('is_malformed'):
            return gateway._GatewayError('DEFAULT_5XX', _MALFORMED)
        return answer

    def rendered(error: Any, request: Properties) -> Response:
        status, headers, body = render(error, request)
        if status == 500 and current.get().integration.get('is_malformed'):
            status = 502
        return status, headers, body

    gateway._lambda_proxy_response = shaped
    gateway._invoke_lambda_proxy_v1 = invoke_shaped
    gateway._gateway_error_response = rendered


def _is_malformed(result: Properties) -> bool:
    """Whether a function failed, or returned anything but a status as a number and a body as text."""
    if result.get('throttle') or result.get('error'):
        return not result.get('throttle')
    returned = result.get('body')
    try:
        answer: Any = json.loads(returned) if isinstance(returned, (str, bytes)) else returned
        return not 100 <= int(answer['statusCode']) < 600 or not isinstance(answer.get('body') or '', str)
    except (KeyError, TypeError, ValueError):
        return True
