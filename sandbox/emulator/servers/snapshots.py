"""The data of snapshots: what a database is restored from."""

import os
import shutil

from ..shapes import Properties
from .wanted import Folder

_KEY = '_Snapshot'
_taken: dict[str, Folder] = {}
"""By the ARN of the snapshot, or of the database that is restored from another one."""


def folder() -> str:
    return os.path.join(os.environ['STATE_DIR'], 'servers')


def keep(arn: str, saved: Folder | None) -> None:
    if saved:
        _taken[arn] = saved


def restore(record: Properties, arn: str) -> None:
    """Makes the server of a record start with the data of a snapshot."""
    record[_KEY] = arn


def of(record: Properties) -> Folder | None:
    return _taken.get(record.get(_KEY) or '')


def copy(arn: str, target: str) -> None:
    """A snapshot that is copied has the same data: nothing changes them."""
    if arn in _taken:
        _taken[target] = _taken[arn]


def forget(arn: str) -> None:
    saved = _taken.pop(arn, None)
    if saved and saved not in _taken.values():
        shutil.rmtree(saved.path, ignore_errors=True)
