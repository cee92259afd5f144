"""The table of programs: what a task of an image runs, as an image of the sandbox has no layers."""

import json
import re
from typing import Any, NamedTuple

from .. import messages
from ..shapes import Properties

_URI = re.compile(r'^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[a-z.]+/([^:@]+)(?::([^@]+))?(?:@(.+))?$')

_commands: dict[str, list[str]] = {}


class Image(NamedTuple):
    """A URI of an image in ECR."""

    account: str
    region: str
    repository: str
    tag: str | None
    digest: str | None


def use(file: str) -> None:
    """Reads the table: a JSON object with the command for each repository."""
    try:
        with open(file, encoding='utf-8') as read:
            table = json.load(read)
        _commands.update({repository: [str(part) for part in command] for repository, command in table.items()})
    except (OSError, ValueError, AttributeError, TypeError) as failed:
        raise messages.unreadable_programs(file, failed) from None


def image(uri: str) -> Image | None:
    found = _URI.match(uri)
    return Image(*found.groups()) if found else None


def command(uri: str) -> list[str] | None:
    """The command for a URI; None for an image that is in no table."""
    parts = image(uri)
    return _commands.get(parts.repository) if parts else None


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
