"""A client of MySQL that the emulator needs for itself: simple statements, over TLS, as the user `rdsadmin`.

https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html
"""

import hashlib
import ssl
import struct

from ..tasks.processes import Place
from .client import Client

_PLUGIN = b'caching_sha2_password'
_PROTOCOL_41, _SSL, _TRANSACTIONS, _SECURE_CONNECTION, _PLUGIN_AUTH = 0x200, 0x800, 0x2000, 0x8000, 0x80000
_CAPABILITIES = 1 | _PROTOCOL_41 | _SSL | _TRANSACTIONS | _SECURE_CONNECTION | _PLUGIN_AUTH
_UTF8MB4 = 45
_PACKET = 1 << 24
_QUERY = b'\x03'
_OK, _FULL_AUTHENTICATION, _ERROR, _END = b'\x00', b'\x01\x04', b'\xff', b'\xfe'
_LONG = 9
"""The length from which a packet that begins with 0xfe is a row."""
_NULL = 0xFB
_WIDTHS = {0xFC: 2, 0xFD: 3, 0xFE: 8}


class Failed(Exception):
    """What MySQL answered instead."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Connection(Client):
    def __init__(self, where: Place, ca: str, user: str, password: str) -> None:
        super().__init__(where)
        self._sequence = 0
        try:
            self._start(where, ca, user.encode(), password.encode())
        except BaseException:
            self._socket.close()
            raise

    def run(self, statement: str) -> None:
        """Runs one statement that has no rows."""
        self._sequence = 0
        self._send(_QUERY + statement.encode())
        self._receive()

    def row(self, statement: str) -> dict[str, str]:
        """The first row of a statement that has one, without its nulls."""
        self._sequence = 0
        self._send(_QUERY + statement.encode())
        (count, _) = _number(self._receive(), 0)
        names = [_texts(self._receive())[4] for _ in range(count)]
        packets: list[bytes] = []
        while len(ends := [one for one in packets if one[:1] == _END and len(one) < _LONG]) < 2:
            packets.append(self._receive())
        rows = [one for one in packets if one not in ends]
        values = _texts(rows[0]) if rows else []
        return {name: value for name, value in zip(names, values, strict=False) if name and value is not None}

    def _start(self, where: Place, ca: str, user: bytes, password: bytes) -> None:
        nonce = _nonce(self._receive())
        hello = struct.pack('<IIB23x', _CAPABILITIES, _PACKET, _UTF8MB4)
        self._send(hello)
        self._socket = ssl.create_default_context(cafile=ca).wrap_socket(self._socket, server_hostname=where.address)
        proof = _proof(password, nonce)
        self._send(hello + user + b'\0' + bytes([len(proof)]) + proof + _PLUGIN + b'\0')
        while (answer := self._receive())[:1] != _OK:
            if answer == _FULL_AUTHENTICATION:
                self._send(password + b'\0')

    def _send(self, body: bytes) -> None:
        self._socket.sendall(struct.pack('<I', len(body))[:3] + bytes([self._sequence]) + body)
        self._sequence += 1

    def _receive(self) -> bytes:
        head = self._exactly(4)
        self._sequence = head[3] + 1
        body = self._exactly(int.from_bytes(head[:3], 'little'))
        if body[:1] == _ERROR:
            (code,) = struct.unpack('<H', body[1:3])
            raise Failed(code, body[3:].decode(errors='replace').removeprefix('#')[5:])
        return body


def name(identifier: str) -> str:
    """An identifier as a statement has it."""
    return '`' + identifier.replace('`', '``') + '`'


def value(text: str) -> str:
    """A string as a statement has it."""
    return "'" + text.replace('\\', '\\\\').replace("'", "''") + "'"


def _number(packet: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    width = _WIDTHS.get(packet[at], 0)
    at += 1
    return (int.from_bytes(packet[at : at + width], 'little') if width else packet[at - 1]), at + width


def _texts(packet: bytes) -> list[str | None]:
    """The strings of a packet, each behind its length."""
    at = 0
    found: list[str | None] = []
    while at < len(packet):
        if packet[at] == _NULL:
            at += 1
            found.append(None)
            continue
        length, at = _number(packet, at)
        found.append(packet[at : at + length].decode(errors='replace'))
        at += length
    return found


def _nonce(greeting: bytes) -> bytes:
    """The 20 random bytes of the first packet: 8 after version and id of the connection, 12 behind the capabilities."""
    first = greeting.index(b'\0') + 5
    second = first + 8 + 19
    return greeting[first : first + 8] + greeting[second : second + 12]


def _proof(password: bytes, nonce: bytes) -> bytes:
    once = hashlib.sha256(password).digest()
    other = hashlib.sha256(hashlib.sha256(once).digest() + nonce).digest()
    return bytes(one ^ two for one, two in zip(once, other, strict=True))
