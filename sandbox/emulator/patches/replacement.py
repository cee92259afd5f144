"""A change set calls every changed property conditional, unless MiniStack knows the type.

`create-only.json` has the create-only properties of CloudFormation's schemas: `node sandbox/run/coverage.mjs --record`.
What an update does is not changed by this patch, only what a change set says of it."""

import functools
import json
import os
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.cloudformation.changesets': ('_diff_resources',),
    'ministack.services.cloudformation.stacks': ('_property_recreation',),
}

_FILE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'create-only.json')


def install() -> None:
    from ministack.services.cloudformation import changesets, stacks

    native, native_diff = stacks._property_recreation, changesets._diff_resources
    compared: list[tuple[Properties, Properties]] = []  # the pairs of resources of the last change set

    def diff_resources(old: Properties, new: Properties, *more: Any, **named: Any) -> list[Properties]:
        before, after = old.get('Resources', {}), new.get('Resources', {})
        compared[:] = [(before[name], after[name]) for name in before.keys() & after.keys()]
        return native_diff(old, new, *more, **named)

    def property_recreation(resource_type: str, name: str) -> str:
        known = _create_only().get(resource_type)
        if known is None:
            return native(resource_type, name)
        replaced = known.get('replaced', [])
        inner = [path.split('/') for path in replaced if path.startswith(f'{name}/')]
        pairs = [pair for pair in compared if pair[0].get('Type') == resource_type]
        if name in replaced or any(_at(path, old) != _at(path, new) for path in inner for old, new in pairs):
            return 'Always'
        return 'Conditionally' if name in known.get('maybe', ()) else 'Never'

    changesets._diff_resources = diff_resources
    stacks._property_recreation = property_recreation


def _at(path: list[str], resource: Properties) -> Any:
    """The property of a resource at a path."""
    found: Any = resource.get('Properties')
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


@functools.cache
def _create_only() -> dict[str, dict[str, list[str]]]:
    with open(_FILE, encoding='utf-8') as opened:
        return json.load(opened)
