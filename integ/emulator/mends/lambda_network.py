"""A Lambda is a process of this machine: names of the sandbox lead nowhere for it, and nobody answers with TLS.

Its HTTP requests are sent here under the name they ask for, after the name was looked up as a resolver would. No other
name resolves: nothing that runs in the sandbox reaches the world.
"""

import json
import os

NEEDS = {
    'ministack.app': ('_handle_pre_body_request',),
    'ministack.core.responses': ('get_account_id',),
    'ministack.services.acm': ('_certificates',),
    'ministack.services.alb': ('_lbs', '_listeners'),
    'ministack.services.cloudfront': ('_distributions', '_dist_config_el', '_find'),
    'ministack.services.route53': ('_zones', '_records'),
}

PATH = '/_sandbox/name'
_HOOK = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'lambda_network.cjs')


def install():
    from ministack import app

    from .. import names

    native = app._handle_pre_body_request

    async def handle(method, path, headers, query_params, request_id):
        if path != PATH:
            return await native(method, path, headers, query_params, request_id)
        name = query_params['name'][0]
        found = names.leads_to(name)
        answer = {'found': found is not None, 'certified': found is not None and names.is_certified(name, found)}
        return 200, {'Content-Type': 'application/json'}, json.dumps(answer).encode()

    app._handle_pre_body_request = handle
    quoted = _HOOK.replace('\\', '\\\\').replace('"', '\\"')
    os.environ['NODE_OPTIONS'] = f'--require "{quoted}"'
