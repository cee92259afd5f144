"""One PostgreSQL server, as RDS has it: a superuser of its own, the roles that RDS has, TLS, and a master user."""

import logging
import signal
import time
from collections import deque

from ..tasks.processes import Place, Process
from . import kept, owner, postgres_folder, postgres_settings, wire
from .postgres_folder import ADMIN
from .postgres_settings import Settings
from .server import SECONDS, Server
from .wanted import Folder, Wanted

_POLL = 0.03
_ROLES = ('rds_superuser', 'rds_replication', 'rds_password', 'rds_iam')
_MEMBER_OF = ('pg_monitor', 'pg_signal_backend', 'pg_read_all_data', 'pg_write_all_data', 'pg_checkpoint')
_REPLICATION = """
DO $$ DECLARE member regrole; BEGIN
  FOR member IN SELECT m.member FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
    WHERE m.roleid = 'rds_replication'::regrole AND r.rolcanlogin AND NOT r.rolreplication
  LOOP EXECUTE format('ALTER ROLE %s REPLICATION', member); END LOOP;
END $$
"""

_log = logging.getLogger('emulator.servers')


class Postgresql(Server):
    stops_by = signal.SIGINT

    def __init__(self, parent: str, where: Place, wanted: Wanted, saved: Folder | None) -> None:
        self.where = where
        self._said: deque[str] = deque(maxlen=10)
        self._folder = postgres_folder.copy(saved, parent) if saved else postgres_folder.make(parent)
        self._wanted = wanted
        self._settings = postgres_settings.of(wanted)
        try:
            self._start()
            if saved:
                self._set_password(wanted)
            else:
                self._furnish(wanted)
            self._apply(self._settings, {})
            self._base = self.save(parent)
            self.since = time.time()
        except BaseException:
            self.remove()
            raise

    def become(self, wanted: Wanted) -> None:
        """Takes another password and other settings; some of these wait for a restart."""
        before, self._wanted = self._wanted, wanted
        if wanted.password != before.password:
            self._set_password(wanted)
        if wanted.parameters != before.parameters or wanted.version != before.version:
            others = self._settings.others
            self._settings = postgres_settings.of(wanted)
            self._configure()
            self._apply(self._settings, others)

    def save(self, parent: str) -> Folder:
        """https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP"""
        with self._connection() as connection:
            connection.run("SELECT pg_backup_start('snapshot', true)")
            saved = postgres_folder.copy(self._folder, parent, changes=True)
            ((label,),) = connection.run('SELECT labelfile FROM pg_backup_stop(false)')
        postgres_folder.finish_copy(self._folder, saved, label or '')
        return saved

    def save_at(self, parent: str, when: float) -> Folder:
        """Its data when it was made, and all since then from its log, at the first start."""
        self._run('SELECT pg_current_xact_id()')  # a transaction after that time, at which the recovery ends
        return postgres_folder.recoverable(self._base, self._folder, parent, when)

    def each_second(self) -> None:
        """Members of `rds_replication` may replicate: on RDS by that role alone, here by an attribute."""
        if self._settings.logical_replication:
            self._run(_REPLICATION)

    def remove(self) -> None:
        if hasattr(self, '_process'):
            self._process.stop(SECONDS, signal.SIGQUIT)
        if hasattr(self, '_base'):
            postgres_folder.remove(self._base)
        postgres_folder.remove(self._folder)

    def _start(self) -> None:
        self._configure()
        data = f'{self._folder.path}/data'
        self._process = kept.start(
            lambda: Process(
                [postgres_folder.program('postgres'), '-D', data],
                {'LC_ALL': 'C'},
                self._said.append,
                before=owner.as_owner(),
                last=signal.SIGQUIT,
            )
        )
        end = time.monotonic() + SECONDS
        while True:
            try:
                return self._run('SELECT 1')
            except (OSError, wire.Failed):
                if self._process.exit_code() is not None or time.monotonic() > end:
                    raise OSError(f'PostgreSQL did not start: {"; ".join(self._said)}') from None
                time.sleep(_POLL)

    def _configure(self) -> None:
        postgres_folder.configure(self._folder, self.where, self._wanted.user, self._settings)

    def _furnish(self, wanted: Wanted) -> None:
        """The roles and the database that RDS creates."""
        user, database = wire.name(wanted.user), wire.name(wanted.database)
        roles = [f'CREATE ROLE {role} NOLOGIN' for role in _ROLES]
        master = f'CREATE ROLE {user} LOGIN CREATEDB CREATEROLE PASSWORD {wire.value(wanted.password)}'
        grants = [f'GRANT rds_superuser TO {user}']
        grants += [f'GRANT {role} TO {user} WITH ADMIN OPTION' for role in (*_ROLES[1:3], *_MEMBER_OF)]
        grants += [f'GRANT rds_iam TO {user} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE']
        self._run(';'.join([*roles, master, *grants]))
        if wanted.database not in ('', 'postgres'):
            self._run(f'CREATE DATABASE {database} OWNER {user}')

    def _set_password(self, wanted: Wanted) -> None:
        self._run(f'ALTER ROLE {wire.name(wanted.user)} PASSWORD {wire.value(wanted.password)}')

    def _apply(self, settings: Settings, before: dict[str, str]) -> None:
        """Sets what PostgreSQL knows; the parameters that RDS alone has are left out."""
        for name, value in settings.others.items():
            if before.get(name) != value:
                try:
                    self._run(f'ALTER SYSTEM SET {wire.name(name)} = {wire.value(value)}')
                except wire.Failed as failed:
                    _log.warning('The parameter %s is left out: %s', name, failed)
        for name in before.keys() - settings.others.keys():
            self._run(f'ALTER SYSTEM RESET {wire.name(name)}')
        self._run('SELECT pg_reload_conf()')

    def _run(self, statement: str) -> None:
        with self._connection() as connection:
            connection.run(statement)

    def _connection(self) -> wire.Connection:
        return wire.Connection(self.where, ADMIN, self._folder.password)
