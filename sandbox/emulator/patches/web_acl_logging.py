"""WAFv2 has no logging configurations: adds the three API calls. They are kept, and no request is logged.

https://docs.aws.amazon.com/waf/latest/APIReference/API_PutLoggingConfiguration.html
"""

from ..own_actions import add_actions
from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.waf': ('_resolve_local_web_acl', '_waf_err', 'handle_request'),
    'ministack.services.cloudwatch_logs': ('_log_groups',),
    'ministack.core.responses': ('AccountRegionScopedDict', 'json_response'),
}

PREFIX = 'aws-waf-logs-'
"""AWS WAF writes to no destination whose name begins otherwise."""


def install() -> None:
    from ministack.core import responses
    from ministack.services import cloudwatch_logs, waf

    kept = responses.AccountRegionScopedDict()

    def put(asked: Properties) -> Response:
        configuration = asked['LoggingConfiguration']
        _, missing = waf._resolve_local_web_acl(configuration['ResourceArn'])
        if missing:
            return missing
        for destination in configuration['LogDestinationConfigs']:
            name = destination.split(':')[6] if destination.count(':') == 6 else ''
            if not name.startswith(PREFIX) or name not in cloudwatch_logs._log_groups:
                return waf._waf_err('WAFInvalidParameterException', f'The log destination {destination} is not valid.')
        kept[configuration['ResourceArn']] = configuration
        return responses.json_response({'LoggingConfiguration': configuration})

    def get(asked: Properties) -> Response:
        if asked['ResourceArn'] not in kept:
            return waf._waf_err('WAFNonexistentItemException', f'{asked["ResourceArn"]} has no logging configuration.')
        return responses.json_response({'LoggingConfiguration': kept[asked['ResourceArn']]})

    def delete(asked: Properties) -> Response:
        if kept.pop(asked['ResourceArn'], None) is None:
            return waf._waf_err('WAFNonexistentItemException', f'{asked["ResourceArn"]} has no logging configuration.')
        return responses.json_response({})

    own = {'PutLoggingConfiguration': put, 'GetLoggingConfiguration': get, 'DeleteLoggingConfiguration': delete}
    add_actions(waf, own)
