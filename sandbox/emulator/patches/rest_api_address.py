"""Functions of a REST API get the first address of X-Forwarded-For as that of the caller, which a client chooses.

TLS ends in front of the emulator, so that the last one stands for the connection."""

from typing import Any

from ..rest_api import current
from ..shapes import Properties

NEEDS = {
    **current.NEEDS,
    'ministack.services.apigateway_v1': (
        *current.NEEDS['ministack.services.apigateway_v1'],
        '_build_lambda_event_v1',
        '_invoke_authorizer_lambda',
    ),
}


def install() -> None:
    from ministack.services import apigateway_v1 as gateway

    current.follow()
    build, invoke = gateway._build_lambda_event_v1, gateway._invoke_authorizer_lambda

    def build_with_address(*given: Any, **named: Any) -> Properties:
        return _with_address(build(*given, **named))

    async def invoke_with_address(authorizer: Properties, event: Properties, *rest: Any) -> Any:
        return await invoke(authorizer, _with_address(event), *rest)

    gateway._build_lambda_event_v1 = build_with_address
    gateway._invoke_authorizer_lambda = invoke_with_address


def _with_address(event: Properties) -> Properties:
    if 'requestContext' in event:
        event['requestContext']['identity']['sourceIp'] = current.get().caller
    return event
