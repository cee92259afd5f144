"""One MySQL server, as RDS has it: an administrator of its own, TLS, and a master user without SUPER."""

import logging
import signal
import time

from ..tasks.processes import Place
from . import mysql_folder, mysql_log, mysql_process, mysql_settings, mysql_wire
from .server import SECONDS, Server
from .wanted import Folder, Wanted

_READ_ONLY = 1238
_PRIVILEGES = """
SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES,
CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, REPLICATION CLIENT, CREATE VIEW, SHOW VIEW,
CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER, CREATE ROLE, DROP ROLE, APPLICATION_PASSWORD_ADMIN,
ROLE_ADMIN, XA_RECOVER_ADMIN
"""
"""https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html"""

_log = logging.getLogger('emulator.servers')


class Mysql(Server):
    def __init__(self, parent: str, where: Place, wanted: Wanted, saved: Folder | None) -> None:
        self.where = where
        self._folder = mysql_folder.copy(saved, parent) if saved else mysql_folder.make(parent)
        self._wanted = wanted
        try:
            self._start()
            if saved:
                self._set_password(wanted)
            else:
                self._furnish(wanted)
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
        if wanted.parameters != before.parameters:
            self._configure()
            self._apply(mysql_settings.of(wanted.parameters), mysql_settings.of(before.parameters))

    def save(self, parent: str) -> Folder:
        """Holds the process while its files are copied, as a storage snapshot does: InnoDB recovers from it."""
        with self._process.held():
            return mysql_folder.copy(self._folder, parent)

    def save_at(self, parent: str, when: float) -> Folder:
        """Its data when it was made, and all since then from its binary log."""
        saved = mysql_folder.copy(self._base, parent)
        mysql_log.replay(saved, self._folder, when)
        return saved

    def each_second(self) -> None:
        """Nothing follows the statements of users."""

    def remove(self) -> None:
        if hasattr(self, '_process'):
            self._process.stop(SECONDS, signal.SIGKILL)
        if hasattr(self, '_base'):
            mysql_folder.remove(self._base)
        mysql_folder.remove(self._folder)

    def _start(self) -> None:
        self._configure()
        self._process = mysql_process.start(self._folder, self.where)

    def _configure(self) -> None:
        mysql_folder.configure(self._folder, self.where, mysql_settings.of(self._wanted.parameters))

    def _furnish(self, wanted: Wanted) -> None:
        """The user and the database that RDS creates."""
        user = _user(wanted)
        self._run(f'CREATE USER {user} IDENTIFIED BY {mysql_wire.value(wanted.password)}')
        self._run(f'GRANT {_PRIVILEGES} ON *.* TO {user} WITH GRANT OPTION')
        if wanted.database:
            self._run(f'CREATE DATABASE {mysql_wire.name(wanted.database)}')

    def _set_password(self, wanted: Wanted) -> None:
        self._run(f'ALTER USER {_user(wanted)} IDENTIFIED BY {mysql_wire.value(wanted.password)}')

    def _apply(self, settings: dict[str, str], before: dict[str, str]) -> None:
        """Sets what MySQL can change while it runs; the rest waits for a restart."""
        gone = before.keys() - settings.keys()
        changed = {name: value for name, value in settings.items() if before.get(name) != value}
        for name, value in sorted(changed.items() | dict.fromkeys(gone, 'DEFAULT').items()):
            try:
                self._run(f'SET GLOBAL {mysql_wire.name(name)} = {mysql_settings.as_value(value)}')
            except mysql_wire.Failed as failed:
                if failed.code != _READ_ONLY:
                    _log.warning('The parameter %s is left out: %s', name, failed)

    def _run(self, statement: str) -> None:
        with mysql_process.connection(self._folder, self.where) as connection:
            connection.run(statement)


def _user(wanted: Wanted) -> str:
    return f"{mysql_wire.value(wanted.user)}@'%'"
