"""A Lambda function is a process of this machine: it cannot resolve the names of the account, nor use TLS there.

The script of `--lambda-hook` asks this path whether a name resolves and whether a certificate covers it, and then
sends the request to this server. No other name resolves, so that nothing in the sandbox reaches the Internet.
"""

import json
from typing import Any

NEEDS = {
    'ministack.app': ('_handle_pre_body_request',),
    'ministack.core.responses': ('get_account_id',),
    'ministack.services.acm': ('_certificates',),
    'ministack.services.alb': ('_lbs', '_listeners'),
    'ministack.services.cloudfront': ('_distributions', '_dist_config_el', '_find'),
    'ministack.services.route53': ('_zones', '_records'),
}

PATH = '/_sandbox/name'


def install() -> None:
    from ministack import app

    from .. import names

    native = app._handle_pre_body_request

    async def handle(
        method: str, path: str, headers: dict[str, str], query_params: dict[str, Any], request_id: str
    ) -> Any:
        if path != PATH:
            return await native(method, path, headers, query_params, request_id)
        name = query_params['name'][0]
        found = names.leads_to(name)
        answer = {'found': found is not None, 'certified': found is not None and names.is_certified(name, found)}
        return 200, {'Content-Type': 'application/json'}, json.dumps(answer).encode()

    app._handle_pre_body_request = handle
