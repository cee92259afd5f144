"""A distribution asks its origin for every request: it has no cache, and an invalidation removes nothing.

The cache follows the cache policies, managed or of templates, in real seconds. A behavior without a policy, with the
settings that preceded policies, keeps nothing.
"""

from typing import Any

from ..edge import policy
from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.cloudfront': (
        *policy.NEEDS['ministack.services.cloudfront'],
        'OriginTimeout',
        'OriginUnreachable',
        '_create_invalidation',
        '_dataplane_behavior',
        '_dist_config_el',
        '_fetch_from_origin',
        '_find',
        '_match_behavior',
        '_parse_body',
        '_text',
        'handle_viewer_request',
        'parse_distribution_dataplane_config',
    )
}

_CACHED_METHODS = ('AllowedMethods', 'CachedMethods', 'Items')
_ERRORS = ('CustomErrorResponses', 'Items')
_PATHS = ('Paths', 'Items')


def install() -> None:
    _follow_requests()
    _follow_settings()
    _follow_invalidations()


def _follow_requests() -> None:
    from ministack.services import cloudfront

    from ..edge.viewing import Viewing, current

    view, fetch, match = cloudfront.handle_viewer_request, cloudfront._fetch_from_origin, cloudfront._match_behavior

    async def handle_viewer_request(
        distribution: Properties, method: str, path: str, raw: str, query: str, headers: dict[str, str], *rest: Any
    ) -> Any:
        viewing = Viewing(distribution['Id'], headers)
        token = current.set(viewing)
        try:
            status, answered, body = await view(distribution, method, path, raw, query, headers, *rest)
        finally:
            current.reset(token)
        return status, {**answered, **viewing.headers}, body

    async def fetch_from_origin(
        origin: Properties, method: str, uri: str, query: str, headers: dict[str, str], *rest: Any
    ) -> Any:
        async def ask(further: dict[str, str]) -> Any:
            return await fetch(origin, method, uri, query, {**headers, **further}, *rest)

        viewing = current.get()
        return await (viewing.fetch(ask, method, uri, query, headers) if viewing else ask({}))

    def match_behavior(parsed: Properties, path: str) -> Any:
        found = match(parsed, path)
        if viewing := current.get():
            viewing.matched(found, parsed['error_seconds'])
        return found

    cloudfront.handle_viewer_request = handle_viewer_request
    cloudfront._fetch_from_origin = fetch_from_origin
    cloudfront._match_behavior = match_behavior


def _follow_settings() -> None:
    """What a request needs of a distribution, and MiniStack does not read."""
    from ministack.services import cloudfront

    parse, behavior_of = cloudfront.parse_distribution_dataplane_config, cloudfront._dataplane_behavior

    def with_cached_methods(element: Any, *rest: Any) -> Properties:
        methods = tuple(item.text for item in _items(element, _CACHED_METHODS))
        return {**behavior_of(element, *rest), 'cached_methods': methods}

    def with_error_seconds(distribution: Properties) -> Properties:
        read = cloudfront._text
        errors = _items(cloudfront._dist_config_el(distribution), _ERRORS)
        given = {read(one, 'ErrorCode'): read(one, 'ErrorCachingMinTTL') for one in errors}
        seconds = {int(code): int(value) for code, value in given.items() if value}
        return {**parse(distribution), 'error_seconds': seconds}

    cloudfront._dataplane_behavior = with_cached_methods
    cloudfront.parse_distribution_dataplane_config = with_error_seconds


def _follow_invalidations() -> None:
    from ministack.services import cloudfront

    from ..edge.cache import cache_of

    create = cloudfront._create_invalidation

    def create_invalidation(distribution: str, body: bytes) -> Response:
        answer: Response = create(distribution, body)
        if answer[0] == 201:
            cache_of(distribution).invalidate([item.text for item in _items(cloudfront._parse_body(body), _PATHS)])
        return answer

    cloudfront._create_invalidation = create_invalidation


def _items(element: Any, path: tuple[str, ...]) -> list[Any]:
    from ministack.services import cloudfront

    for name in path:
        element = None if element is None else cloudfront._find(element, name)
    return [] if element is None else list(element)
