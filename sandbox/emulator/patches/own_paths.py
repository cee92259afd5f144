"""MiniStack answers paths of its own, /health among them, under every name: a site or an API never sees them."""

NEEDS = {'ministack.app': ('_handle_pre_body_request',)}


def install():
    from ministack import app

    from .. import names

    native = app._handle_pre_body_request

    async def handle(method, path, headers, query_params, request_id):
        name = headers.get('host', '').split(':')[0]
        if any(letter.isalpha() for letter in name) and names.leads_to(name) is not None:
            return None
        return await native(method, path, headers, query_params, request_id)

    app._handle_pre_body_request = handle
