"""CloudWatch Logs has no saved queries: adds the three API calls, per account and region."""

from ..own_actions import add_actions
from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.cloudwatch_logs': ('handle_request',),
    'ministack.core.responses': ('AccountRegionScopedDict', 'error_response_json', 'json_response', 'new_uuid'),
}


def install() -> None:
    from ministack.core import responses
    from ministack.services import cloudwatch_logs

    definitions = responses.AccountRegionScopedDict()

    def missing(known: str | None) -> Response:
        return responses.error_response_json(
            'ResourceNotFoundException', f'Query definition {known} does not exist.', 400
        )

    def put(asked: Properties) -> Response:
        if not asked.get('name') or not asked.get('queryString'):
            return responses.error_response_json('InvalidParameterException', 'name and queryString are required.', 400)
        known = asked.get('queryDefinitionId')
        if known and known not in definitions:
            return missing(known)
        made = known or responses.new_uuid()
        kept = ('name', 'queryString', 'logGroupNames', 'queryLanguage')
        definitions[made] = {'queryDefinitionId': made, **{key: asked[key] for key in kept if key in asked}}
        return responses.json_response({'queryDefinitionId': made})

    def describe(asked: Properties) -> Response:
        prefix = asked.get('queryDefinitionNamePrefix', '')
        found = [one for one in definitions.values() if one['name'].startswith(prefix)]
        return responses.json_response({'queryDefinitions': sorted(found, key=lambda one: one['name'])})

    def delete(asked: Properties) -> Response:
        known = asked.get('queryDefinitionId')
        if known not in definitions:
            return missing(known)
        del definitions[known]
        return responses.json_response({'success': True})

    own = {'PutQueryDefinition': put, 'DescribeQueryDefinitions': describe, 'DeleteQueryDefinition': delete}
    add_actions(cloudwatch_logs, own)
