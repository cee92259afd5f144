"""The parameters of a parameter group, as MySQL takes them."""

_OF_THE_MACHINE = frozenset(
    {
        'innodb_buffer_pool_instances',
        'innodb_buffer_pool_size',
        'innodb_dedicated_server',
        'innodb_flush_method',
        'innodb_log_file_size',
        'innodb_redo_log_capacity',
        'innodb_use_native_aio',
        'max_connections',
        'performance_schema',
        'table_definition_cache',
        'table_open_cache',
    }
)
_OURS = frozenset({'port', 'datadir', 'basedir', 'socket', 'pid_file', 'tmpdir', 'ssl_ca', 'ssl_cert', 'ssl_key'})


def of(parameters: dict[str, str]) -> dict[str, str]:
    """Those that mean the same on this machine: no formula, no size of an instance, no path."""
    return {name: value for name, value in sorted(parameters.items()) if _is_portable(name, value)}


def _is_portable(name: str, value: str) -> bool:
    path = value.startswith('/')
    return not (name.startswith('rds.') or '{' in value or path or name in _OF_THE_MACHINE or name in _OURS)


def as_value(text: str) -> str:
    """A value as SET GLOBAL has it: numbers, ON and OFF as they are, anything else as a string."""
    bare = text.removeprefix('-').replace('.', '', 1)
    if bare.isdecimal() or text.upper() in ('ON', 'OFF', 'DEFAULT'):
        return text
    return "'" + text.replace('\\', '\\\\').replace("'", "''") + "'"
