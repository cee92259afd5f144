"""Evaluates expressions of metric math, as far as the alarms of this library use them.

It knows arithmetic, comparisons, AND and OR, and the functions FILL, IF, EPOCH, SUM, AVG, MIN and MAX. The last four of
one series are one value for all periods. EPOCH counts periods in place of seconds: expressions only compare its values.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html"""

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

Value = float | None
"""The value of a period; None without data."""

Series = list[Value]
"""The values of all periods, the newest first."""

_OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Gt: lambda left, right: float(left > right),
    ast.GtE: lambda left, right: float(left >= right),
    ast.Lt: lambda left, right: float(left < right),
    ast.LtE: lambda left, right: float(left <= right),
    ast.Eq: lambda left, right: float(left == right),
    ast.NotEq: lambda left, right: float(left != right),
    ast.And: lambda left, right: float(bool(left) and bool(right)),
    ast.Or: lambda left, right: float(bool(left) or bool(right)),
}
_LISTS: dict[str, Callable[[list[float]], float]] = {
    'AVG': lambda values: sum(values) / len(values),
    'MAX': max,
    'MIN': min,
    'SUM': sum,
}
_WORDS = {'AND': ' and ', '&&': ' and ', 'OR': ' or ', '||': ' or ', '^': '**'}


class Unsupported(Exception):
    """An expression that this module does not know."""


def evaluate(expression: str, periods: int, series: Callable[[str], Series]) -> Series:
    """The values of an expression; `series` returns those of an id."""
    text = re.sub(r'\b(?:AND|OR)\b|&&|\|\||\^', lambda found: _WORDS[found.group()], expression)
    try:
        tree = ast.parse(text.strip(), mode='eval').body
    except SyntaxError:
        raise Unsupported(expression) from None
    return _series(tree, periods, series)


def _series(node: Any, periods: int, series: Callable[[str], Series]) -> Series:
    def inner(part: ast.AST) -> Series:
        return _series(part, periods, series)

    match node:
        case ast.Constant(value=int() | float() as value):
            return [float(value)] * periods
        case ast.Name(id=name):
            return series(name)
        case ast.BinOp(left=left, op=op, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
            return _both(op, inner(left), inner(right))
        case ast.BoolOp(op=op, values=[first, *others]):
            result = inner(first)
            for other in others:
                result = _both(op, result, inner(other))
            return result
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [None if value is None else -value for value in inner(operand)]
        case ast.Call(func=ast.Name(id='FILL'), args=[filled, ast.Constant(value=int() | float() as value)]):
            return [float(value) if one is None else one for one in inner(filled)]
        case ast.Call(func=ast.Name(id='IF'), args=[condition, met, *unmet]) if len(unmet) <= 1:
            otherwise = inner(unmet[0]) if unmet else [None] * periods
            choices = zip(inner(condition), inner(met), otherwise, strict=True)
            return [None if asked is None else (then if asked else els) for asked, then, els in choices]
        case ast.Call(func=ast.Name(id='EPOCH'), args=[timed]):
            return [None if value is None else float(periods - index) for index, value in enumerate(inner(timed))]
        case ast.Call(func=ast.Name(id=name), args=[ast.List(elts=elements)]) if name in _LISTS:
            columns = zip(*(inner(element) for element in elements), strict=True)
            known = [[value for value in column if value is not None] for column in columns]
            return [_LISTS[name](values) if values else None for values in known]
        case ast.Call(func=ast.Name(id=name), args=[alone]) if name in _LISTS:
            values = [value for value in inner(alone) if value is not None]
            return [_LISTS[name](values) if values else None] * periods
        case _:
            raise Unsupported(ast.unparse(node))


def _both(op: ast.AST, left: Series, right: Series) -> Series:
    calculate = _OPERATORS.get(type(op))
    if calculate is None:
        raise Unsupported(type(op).__name__)

    def one(first: Value, second: Value) -> Value:
        if first is None or second is None:
            return None
        try:
            return calculate(first, second)
        except ZeroDivisionError:
            return None

    return [one(first, second) for first, second in zip(left, right, strict=True)]
