"""A Network Load Balancer has a name where nothing listens.

Patched, the name is an address of 127/8, as that of a database is. Each TCP listener passes connections on to a healthy
target, or to any when none is healthy.
https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
"""

import random
import threading
from collections.abc import Callable
from typing import Any

from ..shapes import Created, Properties

NEEDS = {'ministack.services.alb': ('_lbs', '_listeners', '_targets')}

_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer'
_LISTENER = 'AWS::ElasticLoadBalancingV2::Listener'

_fronts: dict[str, Any] = {}
"""What listens, by the ARN of its listener and the port."""
_lock = threading.Lock()


def install() -> None:
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS
    named = {way: _named(handlers[_BALANCER][way]) for way in ('create', 'update')}
    deleted = {'delete': _then_follow(handlers[_BALANCER]['delete'])}
    handlers[_BALANCER] = {**handlers[_BALANCER], **named, **deleted}
    followed = {way: _then_follow(handlers[_LISTENER][way]) for way in ('create', 'update', 'delete')}
    handlers[_LISTENER] = {**handlers[_LISTENER], **followed}


def _named(handle: Callable[..., Created]) -> Callable[..., Created]:
    def name(*given: Any) -> Created:
        from ministack.services import alb

        from ..tasks import processes

        arn, attributes = handle(*given)
        balancer = alb._lbs[arn]
        if balancer['Type'] != 'network':
            return arn, attributes
        if '_address' not in balancer:
            balancer['_address'] = processes.place(0).address
            balancer['DNSName'] = balancer['_address']
        return arn, attributes | {'DNSName': balancer['DNSName']}

    return name


def _then_follow(handle: Callable[..., Any]) -> Callable[..., Any]:
    def followed(*given: Any) -> Any:
        answer = handle(*given)
        _follow()
        return answer

    return followed


def _follow() -> None:
    """Opens and closes ports as the listeners of the current account and region are now."""
    from ministack.core.responses import get_account_id, get_region
    from ministack.services import alb

    from ..servers.tls_front import Front
    from ..tasks.processes import Place

    account, region = get_account_id(), get_region()
    here = f'arn:aws:elasticloadbalancing:{region}:{account}:'
    with _lock:
        listeners = [one for one in alb._listeners.values() if one.get('Protocol') == 'TCP']
        own = {f'{one["ListenerArn"]}:{one["Port"]}': one for one in listeners}
        for key in [key for key in _fronts if key.startswith(here) and key not in own]:
            _fronts.pop(key).close()
        for key, listener in own.items():
            balancer = alb._lbs.get(listener['LoadBalancerArn']) or {}
            if '_address' in balancer and key not in _fronts:
                where = Place(balancer['_address'], listener['Port'])
                _fronts[key] = Front(where, _target_of(listener, account, region))


def _target_of(listener: Properties, account: str, region: str) -> Callable[[], Any]:
    """Where a connection goes on to. An update changes the record of the listener itself."""

    def target() -> Any:
        from ministack.core.responses import request_scope
        from ministack.services import alb

        from ..tasks.processes import Place

        with request_scope(account, region):
            group = listener['DefaultActions'][0].get('TargetGroupArn')
            targets = alb._targets.get(group, [])
            healthy = [one for one in targets if one.get('State') == 'healthy']
            chosen = random.choice(healthy or targets) if targets else None
        return Place(chosen['Id'], int(chosen['Port'])) if chosen else None

    return target
