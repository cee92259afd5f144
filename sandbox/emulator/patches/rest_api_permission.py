"""A REST API invokes functions that do not allow it, and sends to queues with a role that may not.

https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html"""

import asyncio
from typing import Any

from ..rest_api import current
from ..shapes import Properties

_LAMBDA = ('_invoke_lambda_custom_v1', '_invoke_lambda_proxy_v1')

NEEDS = {
    **current.NEEDS,
    'ministack.core.iam_evaluator': ('EvalContext', 'evaluate_resource_policy'),
    'ministack.services.apigateway_v1': (
        *current.NEEDS['ministack.services.apigateway_v1'],
        *_LAMBDA,
        '_GatewayError',
        '_extract_lambda_ref_from_integration_uri',
        '_invoke_authorizer_lambda',
        '_invoke_sqs_v1',
        '_parse_service_integration_uri',
    ),
    'ministack.services.lambda_svc': ('_get_func_record_for_ref_in_scope',),
}

_SERVICE = 'apigateway.amazonaws.com'


def install() -> None:
    from ministack.services import apigateway_v1 as gateway

    current.follow()
    for name in _LAMBDA:
        setattr(gateway, name, _invoking(getattr(gateway, name)))
    gateway._invoke_authorizer_lambda = _authorizing(gateway._invoke_authorizer_lambda)
    gateway._invoke_sqs_v1 = _sending(gateway._invoke_sqs_v1)


def _invoking(native: Any) -> Any:
    async def invoke(integration: Properties, *given: Any, **scope: Any) -> Any:
        api, stage, _, route, _, method, *_ = given
        source = f'{api}/{stage}/{method}{route["path"]}'
        if integration.get('credentials') or _may_invoke(integration['uri'], source, scope):
            return await native(integration, *given, **scope)
        return _not_configured()

    return invoke


def _authorizing(native: Any) -> Any:
    async def invoke(authorizer: Properties, event: Properties, account: str, region: str) -> Any:
        source = f'{current.get().api}/authorizers/{authorizer["id"]}'
        scope = {'owner_account_id': account, 'owner_region': region}
        if authorizer.get('authorizerCredentials') or _may_invoke(authorizer['authorizerUri'], source, scope):
            return await native(authorizer, event, account, region)
        return None  # as for a function that does not exist

    return invoke


def _sending(native: Any) -> Any:
    async def send(integration: Properties, *given: Any, **named: Any) -> Any:
        from ministack.services import apigateway_v1 as gateway

        region, _, _, rest = gateway._parse_service_integration_uri(integration['uri'])
        account, _, queue = rest.partition('/')
        role, arn = integration.get('credentials'), f'arn:aws:sqs:{region}:{account}:{queue}'
        if role and await asyncio.to_thread(_may_send, role, arn):
            return await native(integration, *given, **named)
        return _not_configured()

    return send


def _may_invoke(uri: str, source: str, scope: Properties) -> bool:
    """Whether the policy of a function allows API Gateway on behalf of this method or authorizer."""
    from ministack.core import iam_evaluator
    from ministack.services import apigateway_v1 as gateway
    from ministack.services import lambda_svc

    account, region = scope['owner_account_id'], scope['owner_region']
    reference = gateway._extract_lambda_ref_from_integration_uri(uri)
    function, config, _ = lambda_svc._get_func_record_for_ref_in_scope(reference, account_id=account, region=region)
    if function is None or config is None:
        return True  # MiniStack says that there is none
    keys = {'aws:sourcearn': f'arn:aws:execute-api:{region}:{account}:{source}', 'aws:sourceaccount': account}
    arn = reference if reference.startswith('arn:') else config['FunctionArn']
    context = iam_evaluator.EvalContext(
        _SERVICE, 'Service', '', 'lambda:InvokeFunction', arn, region, service_context=keys
    )
    return iam_evaluator.evaluate_resource_policy(function['policy'], context, service=_SERVICE).decision == 'Allow'


def _may_send(role: str, queue: str) -> bool:
    from ..calls import client

    simulated = client('iam').simulate_principal_policy(
        PolicySourceArn=role, ActionNames=['sqs:SendMessage'], ResourceArns=[queue]
    )
    return all(one['EvalDecision'] == 'allowed' for one in simulated['EvaluationResults'])


def _not_configured() -> Any:
    from ministack.services import apigateway_v1 as gateway

    current.get().integration |= {'error': 'Execution failed due to configuration error: Invalid permissions'}
    return gateway._GatewayError('API_CONFIGURATION_ERROR', 'Internal server error')
