"""One request of a viewer to a distribution, from the lookup in the cache to the headers of the answer."""

import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar

from ..shapes import Properties
from .cache import Answer, Entry, Key, cache_of
from .policy import CachePolicy, policy_of

Ask = Callable[[dict[str, str]], Awaitable[Answer]]
"""Sends the request to the origin, with further headers."""

_CACHED = ('GET', 'HEAD')


class Viewing:
    def __init__(self, distribution: str, headers: dict[str, str]) -> None:
        self.cache = cache_of(distribution)
        self.accepted = headers.get('accept-encoding', '')
        self.is_upgrade = 'upgrade' in headers
        self.behavior: Properties | None = None
        self.errors: dict[int, int] = {}
        self.entry: Entry | None = None
        self.result = ''
        self.age: int | None = None
        self._asked = False

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say whether the answer comes from the cache; none when no origin was asked for it."""
        if not self.result:
            return {}
        aged = {} if self.age is None else {'Age': str(self.age)}
        return {'X-Cache': f'{self.result} from cloudfront', **aged}

    def matched(self, behavior: Properties | None, errors: dict[int, int]) -> None:
        """The behavior of the path; that of a custom error page comes later and does not count."""
        if self.behavior is None and behavior is not None:
            self.behavior, self.errors = behavior, errors

    async def fetch(self, ask: Ask, method: str, uri: str, query: str, headers: dict[str, str]) -> Answer:
        if self._asked:
            return await self._page(ask)
        self._asked = True
        policy = policy_of(self.behavior or {})
        if policy is None or policy.is_off or not self._may_be_cached(method, headers):
            return self._told(await ask({}))
        key = policy.key(uri, query, headers, self.accepted)
        found = self.cache.find(method, key)
        if found and found.is_fresh:
            return self._hit(found, 'Hit', method, headers)
        return await self._renewed(ask, policy, found, method, key, headers)

    async def _renewed(
        self, ask: Ask, policy: CachePolicy, old: Entry | None, method: str, key: Key, headers: dict[str, str]
    ) -> Answer:
        invalidations = self.cache.invalidations
        answer, status, fields = await _asked(ask, old.validators if old else {})
        if old and old.validators and status == 304:
            old.since = time.monotonic()
            old.until = old.since + policy.seconds(200, {**old.fields, **fields}, self.errors)
            return self._hit(old, 'RefreshHit', method, headers)
        if old and not old.is_error and status >= 500 and old.age <= policy.maximum:  # served although it has expired
            old.until = time.monotonic() + policy.seconds(status, fields, self.errors)
            return self._hit(old, 'Hit', method, headers)
        self.entry = Entry(answer, key[0], time.monotonic() + policy.seconds(status, fields, self.errors))
        if self.entry.is_fresh and invalidations == self.cache.invalidations:
            self.cache.keep(method, key, self.entry)
        if isinstance(answer, Exception):
            raise answer
        return self._told(answer)

    async def _page(self, ask: Ask) -> Answer:
        if self.entry is None:
            return await ask({})
        if self.entry.page is None:
            self.entry.page = await ask({})
        return self.entry.page

    def _hit(self, entry: Entry, result: str, method: str, headers: dict[str, str]) -> Answer:
        self.entry, self.age = entry, entry.age
        self.result = 'Error' if entry.is_error else result
        return entry.reply(method, headers)

    def _told(self, answer: Answer) -> Answer:
        self.result = 'Error' if answer[0] >= 400 else 'Miss'
        return answer

    def _may_be_cached(self, method: str, headers: dict[str, str]) -> bool:
        """A range is not: CloudFront keeps parts of an object, the emulator whole ones."""
        methods = (*_CACHED, *(self.behavior or {}).get('cached_methods', ()))
        return method in methods and 'range' not in headers and not self.is_upgrade


async def _asked(ask: Ask, further: dict[str, str]) -> tuple[Answer | Exception, int, Properties]:
    """The answer of the origin, its status and its headers; without an answer, what CloudFront says itself."""
    from ministack.services import cloudfront

    try:
        answer = await ask(further)
    except cloudfront.OriginTimeout as failed:
        return failed, 504, {}
    except cloudfront.OriginUnreachable as failed:
        return failed, 502, {}
    return answer, answer[0], answer[2]


current: ContextVar[Viewing | None] = ContextVar('viewing', default=None)
