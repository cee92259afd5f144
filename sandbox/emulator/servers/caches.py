"""A Valkey server for each cache of ElastiCache, from its creation to its deletion.

The nodes of a replication group share one server: no replica lags behind, and no failover happens.
"""

import hashlib
import logging
import os
import threading
from typing import Any

from ..shapes import Properties
from . import supplies
from .valkey import Valkey, Wanted

_ENGINES = ('redis', 'valkey')
_PORT = 6379
_SIZES = {'GB': 1024**3}
_MODIFIABLE = (
    *('maxmemory-policy', 'maxmemory-samples', 'notify-keyspace-events', 'timeout', 'tcp-keepalive'),
    *('activedefrag', 'lazyfree-lazy-eviction', 'lazyfree-lazy-expire', 'slowlog-log-slower-than', 'slowlog-max-len'),
)

_log = logging.getLogger('emulator.servers')
_servers: dict[str, Valkey] = {}
"""By the ARN of the cache."""
_lock = threading.Lock()


def follow() -> None:
    """Starts, changes and ends servers as the caches of the current account and region are now."""
    if supplies.valkey() is None:
        return
    from ministack.services import elasticache

    with _lock:
        records = (*elasticache._serverless_caches.values(), *elasticache._replication_groups.values())
        own = {record['ARN']: record for record in records if record['Engine'] in _ENGINES}
        for arn, record in own.items():
            wanted = _wanted(elasticache, record)
            if arn in _servers:
                _servers[arn].become(wanted)
            else:
                _servers[arn] = Valkey(os.path.join(os.environ['STATE_DIR'], 'valkey'), wanted)
            _publish(elasticache, record, _servers[arn])
        for arn in [arn for arn in _servers if arn.startswith(_here()) and arn not in own]:
            _servers.pop(arn).remove()


def remember_passwords(elasticache: Any, asked: Properties) -> None:
    """Keeps how a user logs in, of which MiniStack keeps the number of passwords alone."""
    user = elasticache._users.get(elasticache._p(asked, 'UserId'))
    if user is None:
        return
    passwords = [
        elasticache._p(asked, name)
        for name in sorted(asked)
        if name.startswith(('Passwords.member.', 'AuthenticationMode.Passwords.member.'))
    ]
    kind = elasticache._p(asked, 'AuthenticationMode.Type') or ('password' if passwords else '')
    if kind or '_logins' not in user:
        user['_logins'] = _logins(kind, passwords)


def _logins(kind: str, passwords: list[str]) -> tuple[str, ...]:
    """The rules of an access control list; none lets no client in, as with IAM, whose tokens are not checked."""
    if kind == 'iam':
        return ()
    return tuple(_hashed(one) for one in passwords) or ('nopass',)


def _hashed(password: str) -> str:
    return f'#{hashlib.sha256(password.encode()).hexdigest()}'


def _here() -> str:
    from ministack.core.responses import get_account_id, get_region

    return f'arn:aws:elasticache:{get_region()}:{get_account_id()}:'


def _wanted(elasticache: Any, record: Properties) -> Wanted:
    is_serverless = 'ServerlessCacheName' in record
    return Wanted(
        port=_PORT,
        tls=is_serverless or bool(record.get('TransitEncryptionEnabled')),
        cluster=is_serverless or record.get('ClusterMode') == 'enabled',
        users=_users(elasticache, record),
        settings=_limits(record) if is_serverless else _parameters(elasticache, record),
    )


def _users(elasticache: Any, record: Properties) -> dict[str, tuple[str, ...]]:
    """All may enter, or those with a token, or the users of the user group."""
    everything = ('on', '~*', '&*', '+@all')
    groups = record.get('UserGroupIds') or [one for one in [record.get('UserGroupId')] if one]
    if not groups:
        tokens = tuple(_hashed(token) for token in record.get('_auth_tokens') or [])
        return {'default': (*everything, *(tokens or ('nopass',)))}
    users = [elasticache._users[one] for group in groups for one in _members(elasticache, group)]
    return {one['UserName']: (*one['AccessString'].split(), *one.get('_logins', ('nopass',))) for one in users}


def _members(elasticache: Any, group: str) -> list[str]:
    members = (elasticache._user_groups.get(group) or {}).get('UserIds') or []
    return [one for one in members if one in elasticache._users]


def _limits(cache: Properties) -> dict[str, str]:
    """A serverless cache evicts what has a time to live, and then refuses writes.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
    """
    storage = (cache.get('CacheUsageLimits') or {}).get('DataStorage') or {}
    most = int(storage.get('Maximum') or 0) * _SIZES.get(storage.get('Unit', 'GB'), 0)
    return {'maxmemory': str(most), 'maxmemory-policy': 'volatile-lru'}


def _parameters(elasticache: Any, group: Properties) -> dict[str, str]:
    """Those of the parameter group that change a running server; the size of a node is no limit here."""
    parameters = elasticache._param_group_params.get(group.get('CacheParameterGroupName') or '') or {}
    values = {name: str(one.get('Value', '')) for name, one in parameters.items() if name in _MODIFIABLE}
    return {'maxmemory-policy': 'volatile-lru', **values}


def _publish(elasticache: Any, record: Properties, server: Valkey) -> None:
    """Writes the address of the server where clients look for it."""
    place = {'Address': server.where.address, 'Port': server.where.port}
    if 'ServerlessCacheName' in record:
        record.update(Endpoint=dict(place), ReaderEndpoint=dict(place))
        return
    if record.get('ConfigurationEndpoint'):
        record['ConfigurationEndpoint'] = dict(place)
    for group in record['NodeGroups']:
        group.update(PrimaryEndpoint=dict(place), ReaderEndpoint=dict(place))
        for member in group['NodeGroupMembers']:
            member['ReadEndpoint'] = dict(place)
    for name in record['MemberClusters']:
        if name in elasticache._clusters:
            elasticache._publish_endpoint(elasticache._clusters[name], *server.where)
