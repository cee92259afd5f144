"""Filter patterns of CloudWatch Logs for JSON: `{ ($.detail.reason = "x*") && ($.count > 1) }`.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

import fnmatch
import json
import operator
import re
from collections.abc import Callable
from typing import Any

Condition = Callable[[Any], bool]

_TOKEN = re.compile(r'\s*(&&|\|\||[()]|!=|>=|<=|[=<>]|"(?:[^"\\]|\\.)*"|[^\s()=<>!&|]+)')
_NUMBERS: dict[str, Callable[[float, float], bool]] = {
    '<': operator.lt,
    '<=': operator.le,
    '>': operator.gt,
    '>=': operator.ge,
}
_MISSING = object()


def json_pattern(pattern: str) -> Callable[[str], bool]:
    """Whether a message matches the pattern; a message that is no JSON matches none."""
    condition = _Parser(pattern.strip()[1:-1]).condition()

    def matches(message: str) -> bool:
        try:
            return condition(json.loads(message))
        except ValueError:
            return False

    return matches


def selected(selector: str, message: str) -> Any:
    """The value that a selector such as `$.detail.count` has in a message; None without one."""
    try:
        found = _select(json.loads(message), selector)
    except ValueError:
        return None
    return None if found is _MISSING else found


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.findall(text)

    def condition(self) -> Condition:
        conditions = [self._all_of()]
        while self._took('||'):
            conditions.append(self._all_of())
        return lambda event: any(one(event) for one in conditions)

    def _all_of(self) -> Condition:
        conditions = [self._one()]
        while self._took('&&'):
            conditions.append(self._one())
        return lambda event: all(one(event) for one in conditions)

    def _one(self) -> Condition:
        if self._took('('):
            inner = self.condition()
            if not self._took(')'):
                raise ValueError('a parenthesis is not closed')
            return inner
        return _comparison(self._next(), self._next(), self._next())

    def _took(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        self._tokens.pop(0)
        return True

    def _next(self) -> str:
        if not self._tokens:
            raise ValueError('the pattern ends too early')
        return self._tokens.pop(0)


def _comparison(selector: str, operation: str, value: str) -> Condition:
    words = f'{operation} {value}'.upper()
    if words in ('NOT EXISTS', 'IS NULL', 'IS TRUE', 'IS FALSE'):
        wanted = {'NOT EXISTS': _MISSING, 'IS NULL': None, 'IS TRUE': True, 'IS FALSE': False}[words]
        return lambda event: _select(event, selector) is wanted
    if operation in _NUMBERS:
        number = float(value)
        return lambda event: _is_number(found := _select(event, selector)) and _NUMBERS[operation](found, number)
    if operation not in ('=', '!='):
        raise ValueError(f'{operation} is no operator')
    text = json.loads(value) if value.startswith('"') else value

    def equals(event: Any) -> bool:
        found = _select(event, selector)
        if _is_number(found) and not value.startswith('"'):
            return found == float(value)
        return isinstance(found, str) and fnmatch.fnmatchcase(found, text.replace('[', '[[]'))

    return equals if operation == '=' else lambda event: not equals(event)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _select(event: Any, selector: str) -> Any:
    found = event
    for name in re.findall(r"\['?([^'\]]+)'?\]|\.([^.\[]+)", selector.removeprefix('$')):
        key = name[0] or name[1]
        if isinstance(found, dict):
            found = found.get(key, _MISSING)
        elif isinstance(found, list) and key.isdigit() and int(key) < len(found):
            found = found[int(key)]
        else:
            return _MISSING
    return found
