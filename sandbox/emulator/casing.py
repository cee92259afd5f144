"""The properties of a template in the words of the API."""

# Their keys are somebody's own.
_OWN_KEYS = {'DockerLabels', 'DriverOpts', 'Labels', 'Options'}


def camel(value):
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: part if key in _OWN_KEYS else camel(part) for key, part in value.items()}
    return [camel(part) for part in value] if isinstance(value, list) else value
