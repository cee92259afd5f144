"""A client of PostgreSQL that the emulator needs for itself: simple queries, over loopback, as the user `rdsadmin`.

https://www.postgresql.org/docs/18/protocol-flow.html
"""

import struct

from ..tasks.processes import Place
from .client import Client

_VERSION = 196608
_CLEARTEXT = 3


class Failed(Exception):
    """What PostgreSQL answered instead."""


class Connection(Client):
    closed = Failed

    def __init__(self, where: Place, user: str, password: str, database: str = 'postgres') -> None:
        super().__init__(where)
        try:
            self._start(user, password, database)
        except BaseException:
            self._socket.close()
            raise

    def run(self, statement: str) -> list[list[str | None]]:
        """Runs one statement, or several in one transaction; the rows as text."""
        self._send(b'Q', _text(statement))
        return self._answer()

    def _start(self, user: str, password: str, database: str) -> None:
        settings = b''.join(_text(one) for one in ('user', user, 'database', database))
        body = struct.pack('!I', _VERSION) + settings + b'\0'
        self._socket.sendall(struct.pack('!I', len(body) + 4) + body)
        kind, answer = self._receive()
        if kind == b'E':
            raise Failed(_reason(answer))
        (asked,) = struct.unpack('!I', answer[:4])
        if asked == _CLEARTEXT:
            self._send(b'p', _text(password))
        self._answer()

    def _answer(self) -> list[list[str | None]]:
        rows: list[list[str | None]] = []
        failure = None
        while True:
            kind, body = self._receive()
            if kind == b'D':
                rows.append(_row(body))
            elif kind == b'E':
                failure = failure or Failed(_reason(body))
                if not body or b'SFATAL' in body:
                    raise failure
            elif kind == b'Z':
                if failure:
                    raise failure
                return rows

    def _send(self, kind: bytes, body: bytes) -> None:
        self._socket.sendall(kind + struct.pack('!I', len(body) + 4) + body)

    def _receive(self) -> tuple[bytes, bytes]:
        head = self._exactly(5)
        (length,) = struct.unpack('!I', head[1:])
        return head[:1], self._exactly(length - 4)


def name(identifier: str) -> str:
    """An identifier as a statement has it."""
    return '"' + identifier.replace('"', '""') + '"'


def value(text: str) -> str:
    """A string as a statement has it."""
    return "'" + text.replace("'", "''") + "'"


def _text(text: str) -> bytes:
    return text.encode() + b'\0'


def _row(body: bytes) -> list[str | None]:
    (count,) = struct.unpack('!H', body[:2])
    at, fields = 2, []
    for _ in range(count):
        (length,) = struct.unpack('!i', body[at : at + 4])
        at += 4
        fields.append(None if length < 0 else body[at : at + length].decode())
        at += max(length, 0)
    return fields


def _reason(body: bytes) -> str:
    parts = {part[:1]: part[1:].decode(errors='replace') for part in body.split(b'\0') if part}
    return parts.get(b'M', 'no reason')
