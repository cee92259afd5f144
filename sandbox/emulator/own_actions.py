"""Actions of a JSON API that MiniStack lacks, before those that it has."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from .shapes import Properties, Response


def add_actions(service: Any, own: Mapping[str, Callable[[Properties], Response]]) -> None:
    """Answers the actions of the map, by the end of the header `X-Amz-Target`; others go to the service."""
    native = service.handle_request

    async def handle_request(
        method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Any:
        handler = own.get(headers.get('x-amz-target', '').split('.')[-1])
        if handler is None:
            return await native(method, path, headers, body, query_params)
        return handler(json.loads(body) if body else {})

    service.handle_request = handle_request
