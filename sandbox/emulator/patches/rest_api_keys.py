"""An API with `apiKeySource: AUTHORIZER` finds no key, and a key is enabled that AWS would not enable.

The key is the value that a Lambda authorizer returns as `usageIdentifierKey`. It is cached with the policy:
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html"""

import contextlib
import json
from typing import Any

from ..rest_api import current
from ..shapes import Properties

NEEDS = {
    **current.NEEDS,
    'ministack.services.apigateway_v1': (
        *current.NEEDS['ministack.services.apigateway_v1'],
        '_api_key_from_request',
        '_api_keys',
        '_build_lambda_event_v1',
        '_create_api_key',
        '_create_usage_plan_key',
        '_delete_api_key',
        '_invoke_authorizer_lambda',
        '_resolve_api_key',
        '_update_api_key',
        '_usage_plan_keys',
        '_usage_plans',
        '_v1_error',
    ),
}

_CARRIED = 'usageIdentifierKey of the authorizer'  # in the context that MiniStack caches; taken out again


def install() -> None:
    current.follow()
    _read_key_of_authorizer()
    _manage_keys()


def _read_key_of_authorizer() -> None:
    from ministack.services import apigateway_v1 as gateway

    invoke, authorize, from_request = (
        gateway._invoke_authorizer_lambda,
        gateway._authorize_request_v1,
        gateway._api_key_from_request,
    )
    build = gateway._build_lambda_event_v1

    async def invoke_carrying(*given: Any) -> Any:
        result = await invoke(*given)
        answer = _parsed((result or {}).get('body'))
        if result is None or result.get('error') or not answer.get('usageIdentifierKey'):
            return result
        carried = {_CARRIED: str(answer['usageIdentifierKey'])}
        return {**result, 'body': {**answer, 'context': {**(answer.get('context') or {}), **carried}}}

    async def authorize_with_key(api: str, *given: Any) -> Any:
        error, context = await authorize(api, *given)
        key = (context or {}).get(_CARRIED, '')
        if gateway._rest_apis[api].get('apiKeySource') == 'AUTHORIZER':
            current.get().usage_key = key
        if context is None:
            return error, None
        return error, {name: value for name, value in context.items() if name != _CARRIED}

    def key_from_request(headers: dict[str, str]) -> Any:
        found = current.get().usage_key
        return from_request(headers) if found is None else found

    def build_with_key(*given: Any, **named: Any) -> Properties:
        event = build(*given, **named)
        if key := gateway._resolve_api_key(key_from_request(current.get().headers)):
            event['requestContext']['identity'] |= {'apiKey': key['value'], 'apiKeyId': key['id']}
        return event

    gateway._invoke_authorizer_lambda = invoke_carrying
    gateway._authorize_request_v1 = authorize_with_key
    gateway._api_key_from_request = key_from_request
    gateway._build_lambda_event_v1 = build_with_key


def _parsed(answer: Any) -> Properties:
    if isinstance(answer, (str, bytes)):
        with contextlib.suppress(ValueError):
            answer = json.loads(answer)
    return answer if isinstance(answer, dict) else {}


def _manage_keys() -> None:
    from ministack.services import apigateway_v1 as gateway

    create, update, delete, plan = (
        gateway._create_api_key,
        gateway._update_api_key,
        gateway._delete_api_key,
        gateway._create_usage_plan_key,
    )

    def create_key(asked: Properties) -> Any:
        return create({'enabled': False, **asked})  # as AWS does without `enabled`

    def update_key(key: str, asked: Properties) -> Any:
        operations = [
            {**one, 'value': str(one.get('value')).lower() == 'true'} if one.get('path') == '/enabled' else one
            for one in asked.get('patchOperations', [])
        ]
        return update(key, {**asked, 'patchOperations': operations})

    def delete_key(key: str) -> Any:
        for keys in gateway._usage_plan_keys.values():
            keys.pop(key, None)
        return delete(key)

    def create_plan_key(into: str, asked: Properties) -> Any:
        key = asked.get('keyId', '')
        if into in gateway._usage_plans and key not in gateway._api_keys:
            return gateway._v1_error('NotFoundException', 'Invalid API Key identifier specified', 404)
        stages = _stages(into)
        if any(key in keys and stages & _stages(other) for other, keys in gateway._usage_plan_keys.items()):
            return gateway._v1_error('ConflictException', 'Usage Plan Key already exists', 409)
        return plan(into, asked)

    gateway._create_api_key = create_key
    gateway._update_api_key = update_key
    gateway._delete_api_key = delete_key
    gateway._create_usage_plan_key = create_plan_key


def _stages(plan: str) -> set[tuple[str, str]]:
    from ministack.services import apigateway_v1 as gateway

    stages = (gateway._usage_plans.get(plan) or {}).get('apiStages') or []
    return {(one.get('apiId', ''), one.get('stage', '')) for one in stages}
