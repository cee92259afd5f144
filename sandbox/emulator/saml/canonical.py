"""Exclusive canonicalization, without comments and without a list of prefixes.

https://www.w3.org/TR/xml-exc-c14n/"""

from .documents import Element

NAME = 'http://www.w3.org/2001/10/xml-exc-c14n#'

_IN_TEXT = str.maketrans({'&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;'})
_IN_VALUE = str.maketrans({'&': '&amp;', '<': '&lt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;'})


def canonical(element: Element, without: Element | None = None) -> bytes:
    """An element as bytes, `without` one below it: the signature that it envelops."""
    return _written(element, without, {}).encode()


def _written(element: Element, without: Element | None, rendered: dict[str, str]) -> str:
    named = [(place, *written) for place, written in element.attributes.items()]
    used = {element.prefix, *(key.partition(':')[0] for _, key, _ in named if ':' in key)} - {'xml'}
    in_scope = {prefix: element.scope.get(prefix, '') for prefix in used}
    fresh = {prefix: name for prefix, name in in_scope.items() if rendered.get(prefix, '') != name}
    declarations = [
        f' xmlns{":" if prefix else ""}{prefix}="{fresh[prefix].translate(_IN_VALUE)}"' for prefix in sorted(fresh)
    ]
    attributes = [f' {key}="{value.translate(_IN_VALUE)}"' for _, key, value in sorted(named)]
    inside = [
        child.translate(_IN_TEXT) if isinstance(child, str) else _written(child, without, {**rendered, **fresh})
        for child in element.children
        if child is not without
    ]
    name = f'{element.prefix}:{element.local}' if element.prefix else element.local
    return f'<{name}{"".join(declarations)}{"".join(attributes)}>{"".join(inside)}</{name}>'
