"""A method of a REST API answers before a deployment has it. On AWS a stage serves what its deployment found.

https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html"""

import copy
import json
from typing import Any

from ..rest_api import current
from ..shapes import Properties, Response

_PARTS = ('_authorizers_v1', '_models', '_request_validators', '_resources')

NEEDS = {
    **current.NEEDS,
    'ministack.services.apigateway_v1': (
        *current.NEEDS['ministack.services.apigateway_v1'],
        *_PARTS,
        '_create_deployment',
        '_delete_deployment',
        '_stages_v1',
    ),
}

_deployed: dict[tuple[str, str], Properties] = {}
"""The parts of an API at each deployment, by the ids of both."""


def install() -> None:
    from ministack.services import apigateway_v1 as gateway

    current.follow()
    create, delete = gateway._create_deployment, gateway._delete_deployment

    def create_deployment(api: str, asked: Properties) -> Response:
        answer = create(api, asked)
        if answer[0] == 201:
            parts = {name: copy.deepcopy(getattr(gateway, name).get(api, {})) for name in _PARTS}
            _deployed[api, json.loads(answer[2])['id']] = parts
        return answer

    def delete_deployment(api: str, deployment: str) -> Response:
        _deployed.pop((api, deployment), None)
        return delete(api, deployment)

    gateway._create_deployment = create_deployment
    gateway._delete_deployment = delete_deployment
    for name in _PARTS:
        store = getattr(gateway, name)
        store.__class__ = _as_deployed(type(store), name)


def _as_deployed(kind: type, name: str) -> type:
    def get(store: Any, api: str, default: Any = None) -> Any:
        parts = _parts_of(api)
        return kind.get(store, api, default) if parts is None else parts[name]  # type: ignore[attr-defined]

    return type(kind.__name__, (kind,), {'__slots__': (), 'get': get})


def _parts_of(api: str) -> Properties | None:
    """Those that the current request meets; None outside of requests, and of a deployment from before the patch."""
    from ministack.services import apigateway_v1 as gateway

    request = current.get()
    if request.api != api:
        return None
    stage = gateway._stages_v1.get(api, {}).get(request.stage) or {}
    return _deployed.get((api, stage.get('deploymentId', '')))
