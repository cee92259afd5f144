"""The folder of a PostgreSQL server: its data, its certificate, and who may log in."""

import contextlib
import datetime
import os
import secrets
import shutil

from ..tasks.processes import Place
from . import owner, supplies, wire
from .postgres_settings import Settings
from .wanted import Folder

ADMIN = 'rdsadmin'
"""The superuser, which RDS keeps for itself."""

_RECOVERY = 'recovery.conf'
_LOOPBACK = '127.0.0.0/8'
_SMALL = {
    'dynamic_shared_memory_type': 'mmap',  # in the folder, and gone with it
    'fsync': 'off',
    'full_page_writes': 'off',
    'shared_buffers': '32MB',
    'unix_socket_directories': '',
    'wal_keep_size': '4GB',  # for a restore to a time
}


def make(parent: str) -> Folder:
    """Creates an empty database cluster in a new folder."""
    os.makedirs(parent, exist_ok=True)
    path = os.path.join(parent, secrets.token_hex(4))
    password = secrets.token_hex(16)
    owner.make_folder(path)
    secret = os.path.join(path, 'password')
    owner.write(secret, password)
    try:
        _initdb(os.path.join(path, 'data'), secret)
    finally:
        os.unlink(secret)
    certificates = supplies.needed()
    for name, source in (('server.crt', certificates.certificate), ('server.key', certificates.key)):
        with open(source, encoding='ascii') as read:
            owner.write(os.path.join(path, name), read.read())
    return Folder(path, password)


def copy(source: Folder, parent: str, *, changes: bool = False) -> Folder:
    """The data of another server, or of a snapshot, in a new folder, without its slots and settings of ALTER SYSTEM."""
    os.makedirs(parent, exist_ok=True)
    path = os.path.join(parent, secrets.token_hex(4))
    owner.copy(source.path, path, changes=changes)
    data = os.path.join(path, 'data')
    for name in ('postgresql.auto.conf', 'postmaster.opts', 'postmaster.pid'):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(data, name))
    for slot in os.listdir(os.path.join(data, 'pg_replslot')):
        shutil.rmtree(os.path.join(data, 'pg_replslot', slot))
    return Folder(path, source.password)


def finish_copy(source: Folder, saved: Folder, label: str) -> None:
    """Makes a copy of a running server whole: the log until now, and the label from which a server recovers."""
    log = os.path.join('data', 'pg_wal')
    shutil.rmtree(os.path.join(saved.path, log))
    owner.copy(os.path.join(source.path, log), os.path.join(saved.path, log), changes=True)
    owner.write(os.path.join(saved.path, 'data', 'backup_label'), label)


def recoverable(base: Folder, source: Folder, parent: str, when: float) -> Folder:
    """A copy of the base that recovers from the log of a server at its first start, to a time in seconds since 1970."""
    saved = copy(base, parent)
    log = os.path.join(source.path, 'data', 'pg_wal')
    settings = {
        'restore_command': f'cp "{log}/%f" "%p"',
        'recovery_target_time': f'{datetime.datetime.fromtimestamp(when, datetime.UTC):%Y-%m-%d %H:%M:%S.%f}+00',
        'recovery_target_action': 'promote',
        'hot_standby': 'off',  # no client gets in before
    }
    owner.write(os.path.join(saved.path, _RECOVERY), _lines(settings))
    owner.write(os.path.join(saved.path, 'data', 'recovery.signal'), '')
    return saved


def configure(folder: Folder, where: Place, master: str, settings: Settings) -> None:
    """Writes what the server reads at its start, and who may log in."""
    preloaded = settings.preloaded & _libraries()
    values = {
        **_SMALL,
        'listen_addresses': where.address,
        'port': str(where.port),
        'ssl': 'on',
        'ssl_cert_file': os.path.join(folder.path, 'server.crt'),
        'ssl_key_file': os.path.join(folder.path, 'server.key'),
        'shared_preload_libraries': ','.join(sorted(preloaded)),
        'wal_level': 'logical' if settings.logical_replication else 'replica',
    }
    recovery = ''
    if os.path.exists(os.path.join(folder.path, 'data', 'recovery.signal')):
        with open(os.path.join(folder.path, _RECOVERY), encoding='utf-8') as read:
            recovery = read.read()
    owner.write(os.path.join(folder.path, 'data', 'postgresql.conf'), _lines(values) + recovery)
    kind = 'hostssl' if settings.force_ssl else 'host'
    rules = [
        f'host all {ADMIN} {_LOOPBACK} password',
        f'{kind} all {wire.name(master)} all scram-sha-256',  # a member of all roles that it may grant
        'host all +rds_iam all reject',  # their tokens are not checked
        f'{kind} all all all scram-sha-256',
    ]
    owner.write(os.path.join(folder.path, 'data', 'pg_hba.conf'), '\n'.join([*rules, '']))


def _lines(values: dict[str, str]) -> str:
    return ''.join(f'{name} = {wire.value(value)}\n' for name, value in values.items())


def _libraries() -> set[str]:
    """The libraries that the package has, for `shared_preload_libraries`."""
    root = os.path.join(os.path.dirname(supplies.postgresql() or ''), 'lib', 'postgresql')
    return {name.removesuffix('.so').removesuffix('.dylib') for name in os.listdir(root)}


def remove(folder: Folder) -> None:
    shutil.rmtree(folder.path, ignore_errors=True)


def program(name: str) -> str:
    return os.path.join(supplies.postgresql() or '', name)


def _initdb(data: str, secret: str) -> None:
    options = ['-U', ADMIN, '--pwfile', secret, '--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-sync']
    locale = ['--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--no-instructions']
    command = [program('initdb'), '-D', data, *options, *locale]
    owner.run('initdb', command, {'LC_ALL': 'C'})
