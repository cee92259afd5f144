"""A change set calls every changed property conditional, unless MiniStack knows the type.

`create-only.json` has the create-only properties of CloudFormation's schemas: `node sandbox/run/coverage.mjs --record`.
What an update does is not changed by this patch, only what a change set says of it."""

import functools
import json
import os

NEEDS = {'ministack.services.cloudformation.stacks': ('_property_recreation',)}

_FILE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'create-only.json')


def install() -> None:
    from ministack.services.cloudformation import stacks

    native = stacks._property_recreation

    def property_recreation(resource_type: str, name: str) -> str:
        known = _create_only().get(resource_type)
        if known is None:
            return native(resource_type, name)
        if name in known.get('replaced', ()):
            return 'Always'
        return 'Conditionally' if name in known.get('maybe', ()) else 'Never'

    stacks._property_recreation = property_recreation


@functools.cache
def _create_only() -> dict[str, dict[str, list[str]]]:
    with open(_FILE, encoding='utf-8') as opened:
        return json.load(opened)
