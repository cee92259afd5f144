"""One Valkey server, as ElastiCache has it: TLS in front, commands that it keeps for itself, users of a user group."""

import contextlib
import json
import os
import secrets
import shutil
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from ..tasks import processes
from ..tasks.processes import Place, Process
from . import kept, resp, supplies
from .tls_front import TlsFront

_ADMIN = 'elasticache-admin'
_SECONDS = 10.0
_POLL = 0.02
# https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html
_KEPT_BACK = (
    *('bgrewriteaof', 'bgsave', 'config', 'debug', 'failover', 'migrate', 'module', 'psync', 'replicaof', 'save'),
    *('shutdown', 'slaveof', 'sync', 'acl|deluser', 'acl|load', 'acl|log', 'acl|save', 'acl|setuser'),
    *('cluster|addslots', 'cluster|addslotsrange', 'cluster|bumpepoch', 'cluster|delslots', 'cluster|delslotsrange'),
    *('cluster|failover', 'cluster|flushslots', 'cluster|forget', 'cluster|meet', 'cluster|replicate'),
    *('cluster|reset', 'cluster|saveconfig', 'cluster|set-config-epoch', 'cluster|setslot'),
)
_RESTRICTED = tuple(f'-{command}' for command in _KEPT_BACK)


class Wanted(NamedTuple):
    """What a server has to be."""

    port: int
    tls: bool
    cluster: bool
    """Whether it speaks the protocol of a cluster: commands take keys of one slot, and there is one database."""
    users: dict[str, tuple[str, ...]]
    """The rules of each user, by name."""
    settings: dict[str, str]


class Valkey:
    def __init__(self, parent: str, wanted: Wanted) -> None:
        self._folder = os.path.join(parent, secrets.token_hex(4))
        os.makedirs(self._folder, mode=0o700)
        self._said: deque[str] = deque(maxlen=10)
        self._password = secrets.token_hex(16)
        self._front: TlsFront | None = None
        self._wanted = Wanted(0, wanted.tls, wanted.cluster, {}, {})
        self.where = processes.place(wanted.port)
        self._behind = Place('127.0.0.1', processes.free_port()) if wanted.tls else self.where
        self._process: Process
        try:
            self._start(wanted.cluster)
            self.become(wanted)
            if wanted.tls:
                self._front = TlsFront(self.where, self._behind)
        except BaseException:
            self.remove()
            raise

    def become(self, wanted: Wanted) -> None:
        """Takes other users and settings."""
        before, self._wanted = self._wanted, wanted
        changes = [
            ('ACL', 'SETUSER', name, 'reset', *rules, *_RESTRICTED)
            for name, rules in wanted.users.items()
            if before.users.get(name) != rules
        ]
        gone = before.users.keys() - wanted.users.keys() - {'default'}
        changes += [('ACL', 'DELUSER', name) for name in sorted(gone)]
        if 'default' not in wanted.users:
            changes.append(('ACL', 'SETUSER', 'default', 'reset', 'off'))
        known = [item for item in wanted.settings.items() if before.settings.get(item[0]) != item[1]]
        changes += [('CONFIG', 'SET', name, value) for name, value in known]
        if changes:
            self._command(*changes)

    def remove(self) -> None:
        if self._front:
            self._front.close()
        if hasattr(self, '_process'):
            self._process.stop(0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self, is_cluster: bool) -> None:
        lines = [
            f'bind {self._behind.address}',
            f'port {self._behind.port}',
            f'dir {json.dumps(self._folder)}',
            'save ""',
            'set-proc-title no',
            f'user {_ADMIN} on >{self._password} ~* &* +@all',
            'user default off',
        ]
        if is_cluster:
            lines += [
                'cluster-enabled yes',
                f'cluster-port {processes.free_port()}',
                f'cluster-announce-ip {self.where.address}',
                f'cluster-announce-port {self.where.port}',
            ]
        file = os.path.join(self._folder, 'valkey.conf')
        with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), 'w', encoding='utf-8') as written:
            written.write('\n'.join([*lines, '']))
        program = supplies.valkey()
        assert program
        self._process = kept.start(lambda: Process([program, file], {}, self._said.append))
        self._wait_until(lambda: bool(self._command(('PING',))))
        if is_cluster:
            self._command(('CLUSTER', 'ADDSLOTSRANGE', '0', '16383'))  # a node takes writes two seconds after its start
            self._wait_until(lambda: b'cluster_state:ok' in self._command(('CLUSTER', 'INFO'))[-1])

    def _wait_until(self, is_ready: Callable[[], bool]) -> None:
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end and self._process.exit_code() is None:
            with contextlib.suppress(OSError, resp.Failed):
                if is_ready():
                    return
            time.sleep(_POLL)
        raise OSError(f'Valkey did not start: {"; ".join(self._said)}')

    def _command(self, *commands: tuple[str, ...]) -> list[bytes]:
        return resp.send(self._behind, ('AUTH', _ADMIN, self._password), *commands)
