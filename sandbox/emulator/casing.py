"""Converts the property names of a template to those of the ECS API."""

from typing import Any

# Maps whose keys are values of the user.
_OWN_KEYS = {'DockerLabels', 'DriverOpts', 'Labels', 'Options'}


def camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: part if key in _OWN_KEYS else camel(part) for key, part in value.items()}
    return [camel(part) for part in value] if isinstance(value, list) else value
