"""The resource policy of a REST API denies nothing without AUTH=true, and never before a Lambda authorizer.

With an authorizer, an Allow of either policy suffices unless the other denies:
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html"""

from typing import Any

from ..rest_api import current
from ..shapes import Properties

NEEDS = {
    'ministack.core.arn': ('execute_api_arn',),
    'ministack.core.iam_evaluator': ('EvalContext', 'evaluate_resource_policy'),
    'ministack.services.apigateway_v1': (
        *current.NEEDS['ministack.services.apigateway_v1'],
        '_evaluate_policy',
        '_gw_error',
        'rest_api_policy_for_arn',
    ),
}

_WITH_OWN_POLICIES = ('CUSTOM', 'AWS_IAM')


def install() -> None:
    from ministack.services import apigateway_v1 as gateway

    current.follow()
    authorize, evaluate = gateway._authorize_request_v1, gateway._evaluate_policy

    async def authorize_in_policy(api: str, stage: str, route: Properties, method: str, path: str, *rest: Any) -> Any:
        account, region = rest[-2:]
        kind = (route.get('authorizationType') or 'NONE').upper()
        arn = _arn(region, account, api, stage, method, path)
        decision = _decision(arn, region)
        if decision == 'Deny' or (decision == 'ImplicitDeny' and kind not in _WITH_OWN_POLICIES):
            return gateway._gw_error('ACCESS_DENIED', _reason(arn, account, decision)), None
        current.get().policy_allows = decision == 'Allow'
        return await authorize(api, stage, route, method, path, *rest)

    def evaluate_with_policy(document: Any, arn: str) -> str:
        decision = evaluate(document, arn)
        return 'Allow' if decision == 'NoMatch' and current.get().policy_allows else decision

    gateway._authorize_request_v1 = authorize_in_policy
    gateway._evaluate_policy = evaluate_with_policy


def _arn(region: str, account: str, api: str, stage: str, method: str, path: str) -> str:
    from ministack.core.arn import execute_api_arn

    return execute_api_arn(region, account, api, stage, method, path)


def _decision(arn: str, region: str) -> str | None:
    """Allow, Deny or ImplicitDeny of the policy for an anonymous caller; None without a policy."""
    from ministack.core import iam_evaluator
    from ministack.services import apigateway_v1 as gateway

    policy, _ = gateway.rest_api_policy_for_arn(arn) or ('', '')
    if not policy:
        return None
    context = iam_evaluator.EvalContext(
        '*', 'Anonymous', '', 'execute-api:Invoke', arn, region, source_ip=current.get().caller
    )
    return iam_evaluator.evaluate_resource_policy(policy, context).decision


def _reason(arn: str, account: str, decision: str) -> str:
    shown = arn.replace(f':{account}:', f':********{account[-4:]}:', 1)
    why = {
        'Deny': 'with an explicit deny in a resource-based policy',
        'ImplicitDeny': 'because no resource-based policy allows the execute-api:Invoke action',
    }[decision]
    return f'User: anonymous is not authorized to perform: execute-api:Invoke on resource: {shown} {why}'
