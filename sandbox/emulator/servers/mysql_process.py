"""The process of a MySQL server, from its start until it answers."""

import time
from collections import deque

from ..tasks.processes import Place, Process
from . import kept, mysql_folder, mysql_wire, owner, supplies
from .wanted import Folder

_SECONDS = 20.0
_POLL = 0.03


def start(folder: Folder, where: Place, *options: str) -> Process:
    said: deque[str] = deque(maxlen=10)
    command = [*mysql_folder.command(folder), *options]
    process = kept.start(lambda: Process(command, mysql_folder.environment(), said.append, before=owner.as_owner()))
    end = time.monotonic() + _SECONDS
    while True:
        try:
            with connection(folder, where) as opened:
                opened.run('DO 1')
            return process
        except (OSError, mysql_wire.Failed):
            if process.exit_code() is not None or time.monotonic() > end:
                raise OSError(f'MySQL did not start: {"; ".join(said)}') from None
            time.sleep(_POLL)


def connection(folder: Folder, where: Place) -> mysql_wire.Connection:
    return mysql_wire.Connection(where, supplies.needed().ca, mysql_folder.ADMIN, folder.password)
