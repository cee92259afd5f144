"""The folder of a MySQL server: its data, its certificate, and what it reads at its start."""

import contextlib
import os
import re
import secrets
import shutil

from ..tasks.processes import Place
from . import mysql_wire, owner, supplies
from .wanted import Folder

ADMIN = 'rdsadmin'
"""The user with all privileges, which RDS keeps for itself."""

_SMALL = {
    'innodb_buffer_pool_size': '32M',
    'innodb_log_file_size': '4M',
    'innodb_use_native_aio': 'OFF',  # a machine has few of them
    'mysqlx': 'OFF',
    'performance_schema': 'OFF',
    'sync_binlog': '0',
}
_CERTIFICATES = {'ssl_ca': 'ca.pem', 'ssl_cert': 'certificate.pem', 'ssl_key': 'key.pem'}
_OF_ONE_SERVER = ('auto.cnf', 'mysql.pid', 'mysql.sock', 'mysql.sock.lock')


_empty: dict[str, Folder] = {}
"""By the parent: a folder that was initialized once, for all servers."""


def make(parent: str) -> Folder:
    """Creates a new folder without databases."""
    os.makedirs(parent, exist_ok=True)
    if parent not in _empty:
        _empty[parent] = _initialize(os.path.join(parent, secrets.token_hex(4)))
    return copy(_empty[parent], parent)


def copy(source: Folder, parent: str) -> Folder:
    """The data of another server, or of a snapshot, in a new folder."""
    os.makedirs(parent, exist_ok=True)
    path = os.path.join(parent, secrets.token_hex(4))
    owner.copy(source.path, path)
    for name in _OF_ONE_SERVER:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(path, 'data', name))
    return Folder(path, source.password)


def configure(folder: Folder, where: Place, settings: dict[str, str]) -> None:
    """Writes what the server reads at its start. It leaves out what this version of MySQL does not know."""
    certificates = {name: os.path.join(folder.path, file) for name, file in _CERTIFICATES.items()}
    given = {f'loose_{name}': value for name, value in settings.items()}
    places = {'bind_address': where.address, 'port': str(where.port), 'socket': 'mysql.sock', 'pid_file': 'mysql.pid'}
    values = {**_SMALL, **given, **certificates, **places}
    lines = [f'{name} = {_quoted(value)}' for name, value in values.items()]
    owner.write(options(folder), '\n'.join(['[mysqld]', 'skip_name_resolve', *lines, '']))


def options(folder: Folder) -> str:
    return os.path.join(folder.path, 'my.cnf')


def command(folder: Folder) -> list[str]:
    """Reads that file alone: none of the system."""
    data = os.path.join(folder.path, 'data')
    return [supplies.mysqld() or '', f'--defaults-file={options(folder)}', f'--datadir={data}']


def environment() -> dict[str, str]:
    libraries = supplies.needed().mysql_libraries
    return {'LC_ALL': 'C', **({'LD_LIBRARY_PATH': libraries} if libraries else {})}


def remove(folder: Folder) -> None:
    shutil.rmtree(folder.path, ignore_errors=True)


def _initialize(path: str) -> Folder:
    folder = Folder(path, secrets.token_hex(16))
    owner.make_folder(path)
    owner.make_folder(os.path.join(path, 'data'))
    given = supplies.needed()
    for name, source in (('ca.pem', given.ca), ('certificate.pem', given.certificate), ('key.pem', given.key)):
        with open(source, encoding='ascii') as read:
            owner.write(os.path.join(path, name), read.read())
    configure(folder, Place('127.0.0.1', 0), {})
    admin = f"{mysql_wire.value(ADMIN)}@'127.0.0.1'"
    password = mysql_wire.value(folder.password)
    statements = os.path.join(path, 'init.sql')
    users = [
        f'CREATE USER {admin} IDENTIFIED WITH caching_sha2_password BY {password}',
        f'GRANT ALL ON *.* TO {admin} WITH GRANT OPTION',
        "DROP USER 'root'@'localhost'",
    ]
    owner.write(statements, ''.join(f'{one};\n' for one in users))
    options = ['--initialize-insecure', f'--init-file={statements}']
    try:
        owner.run('mysqld --initialize', [*command(folder), *options], environment())
    except BaseException:
        remove(folder)
        raise
    os.unlink(statements)
    return folder


def _quoted(value: str) -> str:
    """A value as an option file has it, on one line."""
    return '"' + re.sub(r'[\r\n]+', ' ', value).replace('\\', '\\\\').replace('"', '\\"') + '"'
