"""The model `$default` of a method is ignored, and that for JSON applies to every content type.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html"""

from typing import Any

from ..shapes import Properties

NEEDS = {'ministack.services.apigateway_v1': ('_check_request_validation', '_header_ci')}


def install() -> None:
    from ministack.services import apigateway_v1 as gateway

    check = gateway._check_request_validation

    def check_with_model(method: Properties, api: str, request: Properties, headers: Any, *rest: Any) -> Any:
        models = method.get('requestModels') or {}
        kind = (gateway._header_ci(headers, 'content-type') or 'application/json').split(';')[0].strip()
        model = models.get(kind) or models.get('$default')
        chosen = {'requestModels': {kind: model} if model else {}}
        return check({**method, **chosen}, api, request, headers, *rest)

    gateway._check_request_validation = check_with_model
