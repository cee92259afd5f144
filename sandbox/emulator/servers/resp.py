"""A client of Valkey that the emulator needs for itself: a few commands, over loopback.

https://valkey.io/topics/protocol/
"""

import socket

from ..tasks.processes import Place

_SECONDS = 5


class Failed(Exception):
    """What Valkey answered instead."""


def send(where: Place, *commands: tuple[str, ...]) -> list[bytes]:
    """The simple answers to commands, over one connection."""
    with socket.create_connection(where, timeout=_SECONDS) as connection, connection.makefile('rb') as answers:
        said = []
        for command in commands:
            connection.sendall(_encoded(command))
            line = answers.readline().rstrip(b'\r\n')
            if not line or line.startswith(b'-'):
                raise Failed(line[1:].decode(errors='replace') or 'the server closed the connection')
            if line.startswith(b'$'):
                line = answers.read(int(line[1:]) + 2).rstrip(b'\r\n')
            said.append(line)
        return said


def _encoded(command: tuple[str, ...]) -> bytes:
    parts = [part.encode() for part in command]
    return b'*%d\r\n' % len(parts) + b''.join(b'$%d\r\n%s\r\n' % (len(part), part) for part in parts)
