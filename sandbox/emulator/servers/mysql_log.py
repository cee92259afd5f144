"""Replays the binary log of a MySQL server on an earlier copy of its data, up to a time.

The log becomes the relay log of a replica that reads no source, and whose applier stops at its end.
https://dev.mysql.com/doc/refman/8.0/en/point-in-time-recovery-binlog.html
"""

import os
import re
import struct
import time
from typing import NamedTuple

from ..tasks import processes
from . import mysql_folder, mysql_process, mysql_wire, owner
from .wanted import Folder

_LOG = re.compile(r'binlog\.\d+')
_RELAY = 'replay'
_MAGIC = 4
_HEADER = struct.Struct('<IBIIIH')  # time, type, server, length, next position, flags
_BEGINS = (33, 34)
"""The types of event with which a transaction begins."""
_NO_SYNTAX = 1064
_SECONDS = 60.0
_POLL = 0.05


class _Relay(NamedTuple):
    start: int
    """Where the first file goes on from the copy."""
    last: str
    end: int


def replay(folder: Folder, source: Folder, when: float) -> None:
    """Makes a copy of the data what they were at a time in seconds since 1970. MySQL has whole seconds."""
    relay = _relay_logs(folder, source, int(when))
    if relay.last == _name(1) and relay.end <= relay.start:
        return
    where = processes.place(0)
    mysql_folder.configure(folder, where, {})
    process = mysql_process.start(folder, where, '--server-id=2', f'--relay-log={_RELAY}')
    try:
        with mysql_process.connection(folder, where) as connection:
            _apply(connection, relay)
    finally:
        process.stop(_SECONDS)


def _relay_logs(folder: Folder, source: Folder, when: int) -> _Relay:
    """Writes what the source has logged: the file that the copy ends with, and those since then."""
    data, logs = os.path.join(folder.path, 'data'), os.path.join(source.path, 'data')
    first = max(name for name in os.listdir(data) if _LOG.fullmatch(name))
    start = os.path.getsize(os.path.join(data, first))
    names: list[str] = []
    content = b''
    for name in sorted(name for name in os.listdir(logs) if _LOG.fullmatch(name) and name >= first):
        with open(os.path.join(logs, name), 'rb') as read:
            whole = read.read()
        content = whole[: _end(whole, when, at=_MAGIC if names else start)]
        names.append(_name(len(names) + 1))
        _write(os.path.join(data, names[-1]), content)
        if len(content) < len(whole):
            break
    _write(os.path.join(data, f'{_RELAY}.index'), ''.join(f'./{name}\n' for name in names).encode())
    return _Relay(start, names[-1], len(content))


def _name(number: int) -> str:
    return f'{_RELAY}.{number:06}'


def _end(log: bytes, when: int, at: int) -> int:
    """Where the first transaction begins that is later."""
    while at + _HEADER.size <= len(log):
        began, kind, _, length, _, _ = _HEADER.unpack_from(log, at)
        if (kind in _BEGINS and began > when) or length < _HEADER.size:
            return at
        at += length
    return at


def _apply(connection: mysql_wire.Connection, relay: _Relay) -> None:
    source, replica = 'MASTER TO MASTER_HOST', 'SLAVE'
    start = "CHANGE {} = 'none', RELAY_LOG_FILE = '{}', RELAY_LOG_POS = {}"
    try:
        connection.run(start.format(source, _name(1), relay.start))
    except mysql_wire.Failed as failed:
        if failed.code != _NO_SYNTAX:
            raise
        source, replica = 'REPLICATION SOURCE TO SOURCE_HOST', 'REPLICA'  # since MySQL 8.4
        connection.run(start.format(source, _name(1), relay.start))
    connection.run(f"START {replica} SQL_THREAD UNTIL RELAY_LOG_FILE = '{relay.last}', RELAY_LOG_POS = {relay.end}")
    limit = time.monotonic() + _SECONDS
    while (status := connection.row(f'SHOW {replica} STATUS'))[f'{replica.title()}_SQL_Running'] != 'No':
        if time.monotonic() > limit:
            raise OSError(f'MySQL did not apply its log: {status}')
        time.sleep(_POLL)
    if error := status.get('Last_SQL_Error'):
        raise OSError(f'MySQL did not apply its log: {error}')
    connection.run(f'RESET {replica} ALL')


def _write(path: str, content: bytes) -> None:
    with open(path, 'wb') as written:
        written.write(content)
    owner.give(path)
