"""IAM is asked about another resource than on AWS: about the cluster for a service, about * for several parameters."""

import json
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.core.iam_actions': ('extract_resource_arn',),
    'ministack.core.iam_evaluator': ('enforce',),
}


class Several(str):
    """The first resource of a request, with the others: IAM has to allow each."""

    others: tuple[str, ...] = ()


def install() -> None:
    from ministack.core import iam_actions, iam_evaluator

    native, enforce = iam_actions.extract_resource_arn, iam_evaluator.enforce

    def extract(
        service: str, method: str, path: str, headers: dict[str, str], body: bytes, query: Any, *place: str
    ) -> str:
        action = headers.get('x-amz-target', '').rpartition('.')[2] or (query.get('Action') or [''])[0]
        found = resources(f'{service}:{action}', _asked(body, query), ':'.join(place))
        if not found:
            return native(service, method, path, headers, body, query, *place)
        first = Several(found[0])
        first.others = tuple(found[1:])
        return first

    def enforce_each(key: str, action: str, service: str, region: str, resource_arn: str = '*', **named: Any) -> Any:
        for resource in (resource_arn, *getattr(resource_arn, 'others', ())):
            denied = enforce(key, action, service, region, resource_arn=resource, **named)
            if denied:
                return denied
        return None

    iam_actions.extract_resource_arn = extract
    iam_evaluator.enforce = enforce_each


def resources(action: str, asked: Properties, place: str) -> list[str]:
    """The ARNs of a request by https://docs.aws.amazon.com/service-authorization/; none where MiniStack knows them."""
    match action:
        case 'ecs:UpdateService' | 'ecs:DeleteService':
            return _services(asked, [asked['service']], place)
        case 'ecs:DescribeServices':
            return _services(asked, asked['services'], place)
        case 'ssm:GetParameter':
            return _parameters([asked['Name']], place)
        case 'ssm:GetParametersByPath':  # the path, whatever is below it
            return _parameters([asked['Path'].rstrip('/')], place)
        case 'ssm:GetParameters':
            return _parameters(asked['Names'], place)
        case 'logs:CreateLogStream' | 'logs:GetLogEvents' | 'logs:PutLogEvents':
            return [f'arn:aws:logs:{place}:log-group:{asked["logGroupName"]}:log-stream:{asked["logStreamName"]}']
        case 'elasticache:CreateServerlessCache' | 'elasticache:DeleteServerlessCache':
            return _caches(asked, place)
        case 'elasticache:DescribeServerlessCaches' | 'elasticache:ModifyServerlessCache':
            return _caches(asked, place)
    return []


def _services(asked: Properties, services: list[str], place: str) -> list[str]:
    cluster = asked.get('cluster', 'default').rpartition('/')[2]
    return [one if one.startswith('arn:') else f'arn:aws:ecs:{place}:service/{cluster}/{one}' for one in services]


def _parameters(names: list[str], place: str) -> list[str]:
    return [one if one.startswith('arn:') else f'arn:aws:ssm:{place}:parameter/{one.lstrip("/")}' for one in names]


def _caches(asked: Properties, place: str) -> list[str]:
    return [f'arn:aws:elasticache:{place}:serverlesscache:{asked.get("ServerlessCacheName", "*")}']


def _asked(body: bytes, query: Any) -> Properties:
    try:
        asked = json.loads(body) if body[:1] == b'{' else {}
    except ValueError:
        asked = {}
    return {**{name: value[0] for name, value in query.items()}, **asked}
