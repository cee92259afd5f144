"""A target group keeps one target for each address, and calls each of them healthy.

Patched, a target is an address with a port, and that of a task has the state that `tasks/health.py` observes. Requests
go to healthy targets, or to all when none is healthy, with TLS where the group has the protocol HTTPS.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

from typing import Any
from xml.sax.saxutils import escape

from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.alb': (
        '_ACTION_MAP',
        '_empty',
        '_error',
        '_forward_to_tg',
        '_parse_targets_param',
        '_proxy_http_target',
        '_targets',
        '_tgs',
        '_xml',
    )
}

_HEALTHY = 'healthy'
_TAKEN_LAST = ('unhealthy', 'initial')


def install() -> None:
    from ministack.services import alb

    from ..tasks import tls_targets

    def known(handler: Any) -> Any:
        def handle(params: Properties) -> Response:
            arn = alb._p(params, 'TargetGroupArn')
            if arn not in alb._tgs:
                return alb._error('TargetGroupNotFound', f"Target group '{arn}' not found.")
            port = alb._tgs[arn].get('Port', 80)
            given = [{'Port': port, **target} for target in alb._parse_targets_param(params)]
            return handler(arn, given)

        return handle

    def register(arn: str, given: list[Properties]) -> Response:
        present = {_key(target) for target in alb._targets.get(arn, [])}
        fresh = [target for target in given if _key(target) not in present]
        alb._targets[arn] = [*alb._targets.get(arn, []), *fresh]
        return alb._empty('RegisterTargets')

    def deregister(arn: str, given: list[Properties]) -> Response:
        gone = {_key(target) for target in given}
        alb._targets[arn] = [target for target in alb._targets.get(arn, []) if _key(target) not in gone]
        return alb._empty('DeregisterTargets')

    def describe(arn: str, given: list[Properties]) -> Response:
        asked = {_key(target) for target in given}
        found = [target for target in alb._targets.get(arn, []) if not asked or _key(target) in asked]
        members = ''.join(_described(target, alb._tgs[arn].get('Port', 80)) for target in found)
        return alb._xml(200, 'DescribeTargetHealth', f'<TargetHealthDescriptions>{members}</TargetHealthDescriptions>')

    native = alb._forward_to_tg

    async def forward(arn: str, method: str, path: str, headers: Any, body: Any, query: Any, *raw: Any) -> Any:
        group, targets = alb._tgs.get(arn), alb._targets.get(arn, [])
        if group is None or group.get('TargetType', 'instance') == 'lambda':
            return await native(arn, method, path, headers, body, query, *raw)
        chosen = next((found for state in (_HEALTHY, *_TAKEN_LAST) if (found := _in_state(targets, state))), None)
        if chosen is None:
            return 503, {'Content-Type': 'text/html'}, b'<h1>503 Service Temporarily Unavailable</h1>'
        query_string, raw_path = (*raw, None, None)[:2]
        target = tls_targets.reached(alb.random.choice(chosen), group)
        return await alb._proxy_http_target(target, group, method, raw_path or path, headers, body, query, query_string)

    alb._ACTION_MAP['RegisterTargets'] = known(register)
    alb._ACTION_MAP['DeregisterTargets'] = known(deregister)
    alb._ACTION_MAP['DescribeTargetHealth'] = known(describe)
    alb._forward_to_tg = forward


def _in_state(targets: list[Properties], state: str) -> list[Properties]:
    return [target for target in targets if target.get('State', _HEALTHY) == state]


def _key(target: Properties) -> tuple[str, int | None]:
    return target['Id'], target.get('Port')


def _described(target: Properties, port: int) -> str:
    health = ''.join(
        f'<{name}>{escape(target[name])}</{name}>' for name in ('Reason', 'Description') if target.get(name)
    )
    return (
        f'<member><Target><Id>{target["Id"]}</Id><Port>{target.get("Port", port)}</Port></Target>'
        f'<TargetHealth><State>{target.get("State", _HEALTHY)}</State>{health}</TargetHealth></member>'
    )
