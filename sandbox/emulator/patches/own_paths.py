"""MiniStack answers its own paths, such as /health, under every host name, before a site or an API does."""

from typing import Any

NEEDS = {'ministack.app': ('_handle_pre_body_request',)}


def install() -> None:
    from ministack import app

    from .. import names
    from ..rest_api.addresses import domain_of

    native = app._handle_pre_body_request

    async def handle(
        method: str, path: str, headers: dict[str, str], query_params: dict[str, Any], request_id: str
    ) -> Any:
        name = headers.get('host', '').split(':')[0]
        if any(letter.isalpha() for letter in name) and (names.leads_to(name) or domain_of(name)):
            return None
        return await native(method, path, headers, query_params, request_id)

    app._handle_pre_body_request = handle
