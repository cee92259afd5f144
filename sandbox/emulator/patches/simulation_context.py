"""The policy simulator of IAM takes no context: no statement with a condition on it holds."""

import contextvars
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.core.iam_evaluator': ('evaluate',),
    'ministack.services.iam': ('_build_simulate_results_real', '_extract_simulate_params', '_p'),
}

_asked: contextvars.ContextVar[Properties] = contextvars.ContextVar('asked')
_given: contextvars.ContextVar[Properties] = contextvars.ContextVar('given')
_NONE: Properties = {}


def install() -> None:
    from ministack.core import iam_evaluator
    from ministack.services import iam

    evaluate, extract, build = iam_evaluator.evaluate, iam._extract_simulate_params, iam._build_simulate_results_real

    def extracted(parameters: Any) -> Any:
        _asked.set(_context(iam._p, parameters))
        return extract(parameters)

    def built(*arguments: Any) -> Any:
        token = _given.set(_asked.get(_NONE))
        try:
            return build(*arguments)
        finally:
            _given.reset(token)

    def evaluated(context: Any, *arguments: Any, **named: Any) -> Any:
        context.service_context.update(_given.get(_NONE))
        return evaluate(context, *arguments, **named)

    iam._extract_simulate_params, iam._build_simulate_results_real = extracted, built
    iam_evaluator.evaluate = evaluated


def _context(read: Any, parameters: Any) -> Properties:
    entries: Properties = {}
    for number in range(1, 100):
        entry = f'ContextEntries.member.{number}.'
        name = read(parameters, f'{entry}ContextKeyName')
        if not name:
            break
        entries[name.lower()] = read(parameters, f'{entry}ContextKeyValues.member.1')
    return entries
