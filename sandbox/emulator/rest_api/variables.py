"""The `$context` variables of a request, for access logs and mappings.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html"""

import json
import re
import time
from typing import Any

from .addresses import domain_of
from .current import Request

_VARIABLE = re.compile(r'\$(?:\{context\.([\w.-]+)\}|context\.([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*))')


def rendered(template: str, request: Request) -> str:
    """The template with the value of each variable; `-` for one without a value, as in access logs."""
    return _VARIABLE.sub(lambda found: value_of(found[1] or found[2], request) or '-', template)


def value_of(name: str, request: Request) -> str:
    """The value of `$context.<name>`, or ''."""
    if name.startswith('authorizer.'):
        return _of_authorizer(name.removeprefix('authorizer.'), request)
    value = _values(request).get(name)
    return '' if value is None else str(value)


def _of_authorizer(name: str, request: Request) -> str:
    if name in request.authorization:
        return str(request.authorization[name])
    claims = request.authorizer.get('claims') or {}
    found = claims.get(name.removeprefix('claims.')) if name.startswith('claims.') else request.authorizer.get(name)
    return '' if found is None or isinstance(found, dict) else str(found)


def _values(request: Request) -> dict[str, Any]:
    from ministack.core.responses import get_account_id
    from ministack.services import apigateway_v1 as gateway

    route, error = request.route, request.error
    key = gateway._resolve_api_key(gateway._api_key_from_request(request.headers)) or {}
    stage, host = route.get('stage_name', ''), request.headers.get('host', '').split(':')[0]
    return {
        'accountId': get_account_id(),
        'apiId': route.get('api_id'),
        'domainName': host,
        'error.message': error and error.message,
        'error.messageString': error and json.dumps(error.message),
        'error.responseType': error and error.response_type,
        'extendedRequestId': route.get('request_id'),
        'httpMethod': request.method,
        'identity.apiKey': key.get('value'),
        'identity.apiKeyId': key.get('id'),
        'identity.sourceIp': request.caller,
        'identity.userAgent': request.headers.get('user-agent'),
        'integration.latency': request.integration.get('latency'),
        'integration.status': request.integration.get('status'),
        'integrationErrorMessage': request.integration.get('error'),
        'integrationLatency': request.integration.get('latency'),
        'integrationStatus': request.integration.get('status'),
        'path': request.path if domain_of(host) else f'/{stage}{request.path}',
        'protocol': 'HTTP/1.1',
        'requestId': route.get('request_id'),
        'requestTime': time.strftime('%d/%b/%Y:%H:%M:%S +0000', time.gmtime(request.began)),
        'requestTimeEpoch': int(request.began * 1000),
        'resourcePath': route.get('resource_path'),
        'responseLatency': int((time.time() - request.began) * 1000),
        'responseLength': request.length,
        'stage': stage,
        'status': request.status,
    }
