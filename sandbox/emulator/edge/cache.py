"""What each distribution has cached, by its key."""

import time
from dataclasses import dataclass, field
from typing import Any

Answer = tuple[int, str, dict[str, Any], Any]
"""Status, reason, headers and body of an origin."""

Key = tuple[str, ...]

_VALIDATORS = {'etag': 'if-none-match', 'last-modified': 'if-modified-since'}


@dataclass
class Entry:
    answer: Answer | Exception
    shown: str
    """The path that an invalidation names, with the query that is in the key."""
    until: float
    since: float = field(default_factory=time.monotonic)
    page: Answer | None = None
    """The custom error page of an answer that is an error."""

    @property
    def is_error(self) -> bool:
        return isinstance(self.answer, Exception) or self.answer[0] >= 400

    @property
    def fields(self) -> dict[str, Any]:
        return {} if isinstance(self.answer, Exception) else self.answer[2]

    @property
    def is_fresh(self) -> bool:
        return time.monotonic() < self.until

    @property
    def age(self) -> int:
        return int(time.monotonic() - self.since)

    @property
    def validators(self) -> dict[str, str]:
        """The headers with which CloudFront asks the origin whether an expired object has changed."""
        headers = {} if self.is_error else {name.lower(): value for name, value in self.fields.items()}
        return {asks: str(headers[name]) for name, asks in _VALIDATORS.items() if headers.get(name)}

    def reply(self, method: str, headers: dict[str, str]) -> Answer:
        """The cached answer, or 304 for a viewer that has it."""
        if isinstance(self.answer, Exception):
            raise self.answer
        status, reason, answered, body = self.answer
        tag = next((str(value) for name, value in answered.items() if name.lower() == 'etag'), None)
        known = [one.strip().removeprefix('W/') for one in headers.get('if-none-match', '').split(',')]
        if status == 200 and tag and ('*' in known or tag.removeprefix('W/') in known):
            left = {name: value for name, value in answered.items() if name.lower() != 'content-length'}
            return 304, 'Not Modified', left, b''
        return status, reason, dict(answered), b'' if method == 'HEAD' else body


class Cache:
    """The cached answers of one distribution."""

    def __init__(self) -> None:
        self._entries: dict[Key, Entry] = {}
        self.invalidations = 0

    def find(self, method: str, key: Key) -> Entry | None:
        """A HEAD request is answered from what a GET request has left, too."""
        own = self._entries.get((method, *key))
        full = self._entries.get(('GET', *key)) if method == 'HEAD' else None
        return full if full and (full.is_fresh or own is None) else own

    def keep(self, method: str, key: Key, entry: Entry) -> None:
        self._entries[(method, *key)] = entry

    def invalidate(self, paths: list[str]) -> None:
        self.invalidations += 1
        self._entries = {
            key: entry for key, entry in self._entries.items() if not any(_names(path, entry.shown) for path in paths)
        }


def _names(path: str, shown: str) -> bool:
    return shown.startswith(path[:-1]) if path.endswith('*') else shown == path


_caches: dict[str, Cache] = {}


def cache_of(distribution: str) -> Cache:
    return _caches.setdefault(distribution, Cache())
