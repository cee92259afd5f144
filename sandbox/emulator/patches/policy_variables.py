"""A variable of a policy, such as `${aws:PrincipalTag/tenant}`, is compared as it stands: no such statement holds."""

import dataclasses
import re
from typing import Any

NEEDS = {'ministack.core.iam_evaluator': ('_first_match', '_resolve_condition_key')}

_VARIABLE = re.compile(r'\$\{([^}*?$]+)\}')  # `${*}` and its like are characters


class _Missing(Exception):
    pass


def install() -> None:
    from ministack.core import iam_evaluator

    native = iam_evaluator._first_match

    def first_match(context: Any, statements: list[Any], effect: str) -> Any:
        return native(context, [known for each in statements for known in resolved(each, context)], effect)

    def resolved(statement: Any, context: Any) -> list[Any]:
        """The statement with the values of its variables; nothing if the request lacks one."""
        if '${' not in f'{statement.resources}{statement.not_resources}{statement.conditions}':
            return [statement]

        def value(name: re.Match[str]) -> str:
            found = iam_evaluator._resolve_condition_key(name[1], context)
            if not isinstance(found, str) or '*' in found or '?' in found:
                raise _Missing
            return found

        def filled(text: Any) -> Any:
            if isinstance(text, dict):
                return {key: filled(each) for key, each in text.items()}
            if isinstance(text, list):
                return [filled(each) for each in text]
            return _VARIABLE.sub(value, text) if isinstance(text, str) else text

        try:
            fields = {name: filled(getattr(statement, name)) for name in ('resources', 'not_resources', 'conditions')}
            return [dataclasses.replace(statement, **fields)]
        except _Missing:
            return []

    iam_evaluator._first_match = first_match
