"""The request of a REST API that is answered now, for patches of its steps."""

import contextvars
import time
from collections.abc import Callable
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.core.responses': ('get_request_client_ip',),
    'ministack.services.apigateway_v1': (
        '_GatewayError',
        '_authorize_request_v1',
        '_execute_in_scope',
        '_handle_execute_in_scope',
        '_rest_apis',
    ),
}


_STATUS = {'ACCESS_DENIED': 403, 'UNAUTHORIZED': 401}


class Request:
    """What the steps of a request leave to those behind them."""

    def __init__(self, api: str, stage: str, method: str, path: str, headers: dict[str, str]) -> None:
        self.api, self.stage = api, stage
        self.method, self.path, self.headers = method, path, headers
        self.began = time.time()
        self.caller = _address(headers)
        self.route: Properties = {}  # request id, stage, resource path and parameters, as MiniStack resolves them
        self.authorizer: Properties = {}
        self.authorization: Properties = {}  # status and latency of the authorizer, where a method has one
        self.usage_key: str | None = None  # the value of an API key; None where the header `x-api-key` has it
        self.policy_allows = False
        self.error: Any = None
        self.integration: Properties = {}
        self.status, self.length = 0, 0


afterwards: list[Callable[[Request], None]] = []
"""Called with each request that is answered, in its account and region."""

_current: contextvars.ContextVar[Request | None] = contextvars.ContextVar('rest_api_request', default=None)


def get() -> Request:
    found = _current.get()
    return found if found is not None else Request('', '', '', '', {})


def _address(headers: dict[str, str]) -> str:
    """The last address of X-Forwarded-For, as TLS ends in front of the emulator; without it that of the connection."""
    from ministack.core.responses import get_request_client_ip

    return headers.get('x-forwarded-for', '').split(',')[-1].strip() or get_request_client_ip()


def follow() -> None:
    """Makes `get()` answer. Each patch that uses it calls this; the first call counts."""
    from ministack.services import apigateway_v1 as gateway

    handle, execute, authorize = (
        gateway._handle_execute_in_scope,
        gateway._execute_in_scope,
        gateway._authorize_request_v1,
    )
    if getattr(handle, 'is_followed', False):
        return

    async def handle_followed(api: str, stage: str, method: str, path: str, headers: dict[str, str], *rest: Any) -> Any:
        request = Request(api, stage, method, path, headers)
        token = _current.set(request)
        try:
            answer = await handle(api, stage, method, path, headers, *rest)
            request.status, request.length = answer[0], len(answer[2] or b'')
            for action in afterwards:
                action(request)
            return answer
        finally:
            _current.reset(token)

    async def execute_followed(route: Properties, *rest: Any) -> Any:
        request = get()
        request.route = route
        answer = await execute(route, *rest)
        request.error = answer if isinstance(answer, gateway._GatewayError) else None
        return answer

    async def authorize_followed(api: str, stage: str, method: Properties, *rest: Any) -> Any:
        request, began = get(), time.time()
        error, context = await authorize(api, stage, method, *rest)
        request.authorizer = context or {}
        if method.get('authorizerId'):
            status = _STATUS.get(error.response_type, 500) if error else 200
            request.authorization = {'status': status, 'latency': int((time.time() - began) * 1000)}
        return error, context

    handle_followed.is_followed = True  # type: ignore[attr-defined]
    gateway._handle_execute_in_scope = handle_followed
    gateway._execute_in_scope = execute_followed
    gateway._authorize_request_v1 = authorize_followed
