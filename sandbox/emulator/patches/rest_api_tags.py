"""IAM knows no tags of requests to API Gateway, nor of its API keys, usage plans and REST APIs."""

import json
from collections.abc import Iterator
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.core.iam_actions': ('request_tag_context',),
    'ministack.core.responses': ('get_region',),
    'ministack.services.apigateway_v1': ('_api_keys', '_rest_apis', '_usage_plans'),
    'ministack.services.tagging': ('_RESOURCE_TAG_COLLECTORS',),
}


def install() -> None:
    from ministack.core import iam_actions
    from ministack.services import tagging

    native = iam_actions.request_tag_context

    def context(service: str, action: str, body: bytes, parameters: Any) -> Properties:
        found = native(service, action, body, parameters)
        if not action.startswith('apigateway:') or body[:1] != b'{':
            return found
        tags = json.loads(body).get('tags') or {}
        named = {f'aws:requesttag/{name}'.lower(): value for name, value in tags.items()}
        return {**found, **named, **({'aws:TagKeys': list(tags)} if tags else {})}

    iam_actions.request_tag_context = context
    tagging._RESOURCE_TAG_COLLECTORS['apigateway'] = _tagged


def _tagged() -> Iterator[tuple[str, list[dict[str, str]]]]:
    from ministack.core.responses import get_region
    from ministack.services import apigateway_v1 as gateway

    stores = {'apikeys': gateway._api_keys, 'restapis': gateway._rest_apis, 'usageplans': gateway._usage_plans}
    for kind, records in stores.items():
        for name, record in records.items():
            tags = [{'Key': key, 'Value': value} for key, value in (record.get('tags') or {}).items()]
            yield f'arn:aws:apigateway:{get_region()}::/{kind}/{name}', tags
