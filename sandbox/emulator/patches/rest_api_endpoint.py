"""A REST API answers at a default endpoint that it disables, and not at the name that AWS gives to one.

Under a custom domain name another service answers the paths that no base path mapping has."""

from typing import Any

from ..rest_api.addresses import DEFAULT_HOST, behind, domain_of
from ..shapes import Response

NEEDS = {
    'ministack.app': (
        '_EXECUTE_API_RE',
        '_handle_execute_api_request',
        '_parse_execute_api_url',
        '_resolve_custom_domain_request',
    ),
    'ministack.services.apigateway_v1': ('_domain_names', '_rest_apis', 'find_api_scope'),
}


def install() -> None:
    from ministack import app

    handle = app._handle_execute_api_request

    async def handle_checked(host: str, path: str, *rest: Any, **named: Any) -> Any:
        by_default = app._parse_execute_api_url(host, path)
        if by_default is not None:
            if _is_disabled(by_default[0]):
                return _forbidden()
        elif _is_domain(host.split(':')[0]) and app._resolve_custom_domain_request(host, path) is None:
            return _forbidden()
        return await handle(host, path, *rest, **named)

    app._EXECUTE_API_RE = DEFAULT_HOST
    app._handle_execute_api_request = handle_checked


def _is_domain(name: str) -> bool:
    return domain_of(name) is not None or behind(name) is not None


def _forbidden() -> Response:
    headers = {'Content-Type': 'application/json', 'x-amzn-ErrorType': 'ForbiddenException'}
    return 403, headers, b'{"message":"Forbidden"}'


def _is_disabled(api: str) -> bool:
    from ministack.services import apigateway_v1 as gateway

    scope = gateway.find_api_scope(api)
    record = gateway._rest_apis.get_scoped(*scope, api) if scope else None
    return str((record or {}).get('disableExecuteApiEndpoint')).lower() == 'true'
