"""The cache policy of a behavior: what is in the key, and how long an answer is kept.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
"""

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.cloudfront': (
        '_MANAGED_CACHE_POLICIES',
        '_behavior_kind',
        '_cache_policies',
        '_combine_forward',
    )
}

_ERRORS_WITH_MAX_AGE = (400, 403, 405, 412, 415)
_ERRORS_THAT_OBEY = (404, 410, 414, 501)
_ERRORS = (*_ERRORS_THAT_OBEY, 500, 502, 503, 504)
_ERROR_SECONDS = 10
_REDIRECTS_WITH_CONTROL = (307, 308)
_NEVER = (206, 304)
_FORBIDDING = {'no-cache', 'no-store', 'private'}


@dataclass(frozen=True)
class Control:
    """What the origin says about caching."""

    forbidden: bool
    seconds: float | None
    is_said: bool
    varies_always: bool


@dataclass(frozen=True)
class CachePolicy:
    minimum: int
    default: int
    maximum: int
    parameters: Properties

    @property
    def is_off(self) -> bool:
        """Whether nothing is kept, errors neither, as by CachingDisabled."""
        return self.maximum == 0

    def key(self, uri: str, query: str, headers: dict[str, str], accepted: str) -> tuple[str, ...]:
        """What the policy takes of a request: its path with the query, then headers, cookies and encodings."""
        named = self.parameters['Headers'] if self.parameters.get('HeaderBehavior') == 'whitelist' else ()
        lines = [f'{name}: {headers.get(name, "")}' for name in sorted(map(str.lower, named))]
        cookies = [pair.strip() for pair in headers.get('cookie', '').split(';') if pair.strip()]
        lines += [f'cookie: {pair}' for pair in sorted(cookies) if self._takes('Cookie', pair)]
        pairs = '&'.join(pair for pair in query.split('&') if pair and self._takes('QueryString', pair))
        return f'{uri}?{pairs}' if pairs else uri, *lines, self._encodings(accepted)

    def seconds(self, status: int, headers: Properties, errors: dict[int, int]) -> float:
        """How long an answer is kept; 0 for one that is not."""
        control = control_of(headers)
        if status >= 400:
            return self._error_seconds(status, control, errors.get(status, _ERROR_SECONDS))
        if status in _NEVER or (status in _REDIRECTS_WITH_CONTROL and not control.is_said):
            return 0
        if control.forbidden or (control.varies_always and self.minimum == 0):
            return min(self.minimum, self.maximum)
        if control.seconds is None:
            return max(self.minimum, self.default)
        return min(max(control.seconds, self.minimum), self.maximum)

    def _error_seconds(self, status: int, control: Control, least: int) -> float:
        if status in _ERRORS_THAT_OBEY and control.forbidden:
            return 0
        if status in _ERRORS or (status in _ERRORS_WITH_MAX_AGE and control.seconds is not None):
            return max(least, min(control.seconds or 0, self.maximum))
        return 0

    def _takes(self, kind: str, pair: str) -> bool:
        from ministack.services import cloudfront

        plural = f'{kind}s'
        wanted = cloudfront._behavior_kind(self.parameters.get(f'{kind}Behavior', 'none'), self.parameters.get(plural))
        return bool(cloudfront._combine_forward(wanted, None, pair.partition('=')[0]))

    def _encodings(self, accepted: str) -> str:
        """The formats that CloudFront asks for, normalized; other values of the header never count."""
        known = {part.split(';')[0].strip().lower() for part in accepted.split(',')}
        enabled = (('br', 'EnableAcceptEncodingBrotli'), ('gzip', 'EnableAcceptEncodingGzip'))
        return ','.join(name for name, setting in enabled if self.parameters.get(setting) and name in known)


def policy_of(behavior: Properties) -> CachePolicy | None:
    """The cache policy of a behavior, managed or of the account; None with the settings that preceded policies."""
    from ministack.services import cloudfront

    known = behavior.get('cache_policy_id')
    found = cloudfront._cache_policies.get(known) or cloudfront._MANAGED_CACHE_POLICIES.get(known)
    if not found:
        return None
    config = found['Config']
    minimum = config['MinTTL']
    default = config.get('DefaultTTL', max(86400, minimum))
    return CachePolicy(minimum, default, config.get('MaxTTL', max(31536000, default)), config.get('Parameters') or {})


def control_of(headers: Properties) -> Control:
    said = {name.lower(): _text(value) for name, value in headers.items()}
    directives = dict(_directive(part) for part in said.get('cache-control', '').lower().split(',') if part.strip())
    for name in ('s-maxage', 'max-age'):
        if directives.get(name, '').isdigit():
            seconds: float | None = float(directives[name])
            break
    else:
        seconds = _until(said['expires']) if 'expires' in said else None
    return Control(
        forbidden=bool(_FORBIDDING & set(directives)),
        seconds=seconds,
        is_said='cache-control' in said,
        varies_always='*' in said.get('vary', ''),
    )


def _directive(part: str) -> tuple[str, str]:
    name, _, value = part.strip().partition('=')
    return name.strip(), value.strip().strip('"')


def _until(date: str) -> float:
    try:
        return max(0, parsedate_to_datetime(date).timestamp() - time.time())
    except ValueError:
        return 0


def _text(value: Any) -> str:
    return ', '.join(map(str, value)) if isinstance(value, list) else str(value)
