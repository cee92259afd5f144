"""A REST API of a template loses its source of keys, its access log and its VPC links, and its request validators."""

from collections.abc import Callable
from typing import Any

from ..shapes import Created, Properties
from ..wrapping import after

NEEDS = {
    'ministack.services.apigateway_v1': (
        '_account_settings',
        '_request_validators',
        '_resources',
        '_rest_apis',
        '_stages_v1',
    ),
}

_OF_METHOD = {'RequestValidatorId': 'requestValidatorId'}
_OF_INTEGRATION = {
    'ConnectionId': 'connectionId',
    'ContentHandling': 'contentHandling',
    'IntegrationTarget': 'integrationTarget',
}


def install() -> None:
    after('AWS::ApiGateway::RestApi', _api)
    after('AWS::ApiGateway::Method', _method)
    after('AWS::ApiGateway::Stage', _stage)
    after('AWS::ApiGateway::RequestValidator', _validator)
    _refuse_logs_without_a_role()
    _delete_validator()


def _api(api: str, properties: Properties, old: Properties | None) -> None:
    from ministack.services import apigateway_v1 as gateway

    record = gateway._rest_apis[api]
    record['apiKeySource'] = properties.get('ApiKeySourceType', 'HEADER')
    record['disableExecuteApiEndpoint'] = _is_true(properties.get('DisableExecuteApiEndpoint'))


def _method(name: str, properties: Properties, old: Properties | None) -> None:
    from ministack.services import apigateway_v1 as gateway

    methods = gateway._resources[properties['RestApiId']][properties['ResourceId']]['resourceMethods']
    record = methods[properties['HttpMethod']]
    record |= _named(properties, _OF_METHOD)
    record['apiKeyRequired'] = _is_true(properties.get('ApiKeyRequired'))
    if record['methodIntegration'] is not None:
        record['methodIntegration'] |= _named(properties['Integration'], _OF_INTEGRATION)


def _stage(name: str, properties: Properties, old: Properties | None) -> None:
    from ministack.services import apigateway_v1 as gateway

    record = gateway._stages_v1[properties['RestApiId']][properties['StageName']]
    settings = properties.get('AccessLogSetting') or {}
    record['accessLogSettings'] = _named(settings, {'DestinationArn': 'destinationArn', 'Format': 'format'})
    # A template writes `~1` for each slash in the path of a method.
    limits = record['methodSettings'].items()
    record['methodSettings'] = {key.removeprefix('/').replace('~1', '/'): limit for key, limit in limits}


def _validator(validator: str, properties: Properties, old: Properties | None) -> None:
    from ministack.services import apigateway_v1 as gateway

    gateway._request_validators.setdefault(properties['RestApiId'], {})[validator] = {
        'id': validator,
        'name': properties.get('Name', ''),
        'validateRequestBody': _is_true(properties.get('ValidateRequestBody')),
        'validateRequestParameters': _is_true(properties.get('ValidateRequestParameters')),
    }


def _delete_validator() -> None:
    from ministack.services import apigateway_v1 as gateway
    from ministack.services.cloudformation import provisioners

    def delete(validator: str, properties: Properties) -> None:
        gateway._request_validators.get(properties['RestApiId'], {}).pop(validator, None)

    provisioners._RESOURCE_HANDLERS['AWS::ApiGateway::RequestValidator']['delete'] = delete


def _refuse_logs_without_a_role() -> None:
    """API Gateway writes logs with the role of AWS::ApiGateway::Account, and refuses a stage that needs it before."""
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS['AWS::ApiGateway::Stage']
    create, update = handlers['create'], handlers['update']

    def checked(handle: Callable[..., Created], position: int) -> Callable[..., Created]:
        def handler(*given: Any) -> Created:
            _check_role(given[position])
            return handle(*given)

        return handler

    provisioners._RESOURCE_HANDLERS['AWS::ApiGateway::Stage'] = {
        **handlers,
        'create': checked(create, 1),
        'update': checked(update, 2),
    }


def _check_role(stage: Properties) -> None:
    from ministack.services import apigateway_v1 as gateway

    settings = stage.get('MethodSettings') or []
    destination = (stage.get('AccessLogSetting') or {}).get('DestinationArn', '')
    writes = destination.startswith('arn:aws:logs:') or any(one.get('LoggingLevel', 'OFF') != 'OFF' for one in settings)
    if writes and not (gateway._account_settings.get('settings') or {}).get('cloudwatchRoleArn'):
        raise ValueError('CloudWatch Logs role ARN must be set in account settings to enable logging')


def _named(properties: Properties, names: dict[str, str]) -> Properties:
    return {own: properties[name] for name, own in names.items() if properties.get(name) is not None}


def _is_true(value: Any) -> bool:
    return str(value).lower() == 'true'
