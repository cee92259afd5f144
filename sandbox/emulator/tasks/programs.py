"""The table of programs: what a task of an image runs, as an image of the sandbox has no layers."""

import json
import re
from typing import Any, NamedTuple

from .. import messages
from ..shapes import Properties

_URI = re.compile(r'^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[a-z.]+/([^:@]+)(?::([^@]+))?(?:@(.+))?$')


class Program(NamedTuple):
    """What stands for the layers of an image."""

    command: list[str]
    """What a task runs that has no command of its own."""
    folder: str | None
    """Where a command of a task definition is found; without one such a task runs `command`, too."""
    environment: dict[str, str]


_programs: dict[str, Program] = {}


class Image(NamedTuple):
    """A URI of an image in ECR."""

    account: str
    region: str
    repository: str
    tag: str | None
    digest: str | None


def use(file: str) -> None:
    """Reads the table: a JSON object with the command for each repository, or with command, folder and environment."""
    try:
        with open(file, encoding='utf-8') as read:
            table = json.load(read)
        _programs.update({repository: _program(entry) for repository, entry in table.items()})
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as failed:
        raise messages.unreadable_programs(file, failed) from None


def _program(entry: Any) -> Program:
    if isinstance(entry, list):
        return Program([str(part) for part in entry], None, {})
    return Program(_program(entry['command']).command, entry['folder'], dict(entry.get('environment', {})))


def image(uri: str) -> Image | None:
    found = _URI.match(uri)
    return Image(*found.groups()) if found else None


def command(uri: str) -> list[str] | None:
    """The command for a URI; None for an image that is in no table."""
    found = _of(uri)
    return found.command if found else None


def _of(uri: str) -> Program | None:
    parts = image(uri)
    return _programs.get(parts.repository) if parts else None


def has_folder(container: Properties) -> bool:
    """Whether the image of a container is a program of the example, not the sample API."""
    found = _of(container['image'])
    return found is not None and found.folder is not None


def own(container: Properties) -> Program | None:
    """The command of a container itself, in the folder of its image; None where the program of the image runs."""
    found = _of(container['image'])
    command = [*(container.get('entryPoint') or []), *(container.get('command') or [])]
    return found._replace(command=command) if found and found.folder and command else None


def arguments(address: str, port: int, health_path: str, annotations: dict[str, str]) -> list[str]:
    """What a command gets: where to listen, the path of the health check, commit and behaviour of the image."""
    commit = annotations.get('org.opencontainers.image.revision', '')
    return [f'{address}:{port}', health_path, commit, annotations.get('behaviour', 'ok')]


def container(task_definition: Properties | None) -> Any:
    """The container of a task definition that serves: the first essential one that runs as a process.

    None when the task is a record.
    """
    containers = (task_definition or {}).get('containerDefinitions', [])
    essential = [one for one in containers if one.get('essential', True)]
    return next((one for one in essential if command(one.get('image', '')) is not None), None)


def others(task_definition: Properties) -> list[Properties]:
    """The containers beside that one."""
    serving = container(task_definition)
    return [one for one in task_definition.get('containerDefinitions', []) if one is not serving]
