"""Targets that speak TLS: the places on loopback that lead to them.

A load balancer encrypts to the targets of an HTTPS target group, and verifies no certificate:
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
"""

import threading

from ..servers.tls_front import TlsBehind
from ..shapes import Properties
from .processes import Place, free_port

_ways: dict[Place, Place] = {}  # kept: the next task of an address has the same one
_lock = threading.Lock()


def has_tls(group: Properties) -> bool:
    return str(group.get('Protocol', 'HTTP')) == 'HTTPS'


def reached(target: Properties, group: Properties) -> Properties:
    """The target as a client without TLS reaches it."""
    if not has_tls(group):
        return target
    way = _way_to(Place(str(target['Id']), int(target.get('Port') or group.get('Port') or 443)))
    return {**target, 'Id': way.address, 'Port': way.port}


def _way_to(target: Place) -> Place:
    with _lock:
        if target not in _ways:
            way = Place('127.0.0.1', free_port())
            TlsBehind(way, target)
            _ways[target] = way
        return _ways[target]
