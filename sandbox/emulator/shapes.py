"""The types of what handlers of resource types, patches and requests take and return."""

from collections.abc import Callable
from typing import Any

Properties = dict[str, Any]
"""The properties of a resource in a template, resolved."""

Created = tuple[str, Properties]
"""The physical id of a resource and its attributes."""

Response = tuple[int, dict[str, str], bytes]
"""Status, headers and body."""

Client = Any
"""A client of botocore, which makes its methods at run time."""

Patch = Callable[[str, Properties, Properties | None], None]
"""Called after a create or an update, with the physical id, the properties and those of before."""
