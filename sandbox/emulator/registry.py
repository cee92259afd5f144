"""Adds the types of `resource_types/` to MiniStack, and installs `patches/`."""

import importlib
import importlib.metadata
import pkgutil
from collections.abc import Callable
from types import ModuleType

from . import messages, patches, resource_types
from .shapes import Created, Properties
from .template_only import TEMPLATE_ONLY

# Private names of MiniStack: `check` looks for each before any is used.
_NEEDED = {
    'ministack.app': ('app',),
    'ministack.core.responses': ('get_account_id', 'get_region', 'set_request_account_id', 'set_request_region'),
    'ministack.services.cloudformation': ('_stacks',),
    'ministack.services.cloudformation.engine': ('_resolve_refs',),
    'ministack.services.cloudformation.provisioners': ('_RESOURCE_HANDLERS', '_REPLACING_PROPERTIES'),
    'ministack.services.cloudformation.stacks': ('_runs_on_worker_thread',),
}


def modules_of(package: ModuleType) -> list[ModuleType]:
    return [
        importlib.import_module(f'{package.__name__}.{found.name}')
        for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name)
    ]


def check() -> None:
    """Refuses any version of MiniStack other than the pinned one."""
    try:
        found = importlib.metadata.version('ministack')
    except importlib.metadata.PackageNotFoundError:
        raise messages.no_ministack('ministack') from None
    if found != messages.VERSION:
        raise messages.other_version(found)
    needed = dict(_NEEDED)
    for patch in modules_of(patches):
        for module, names in patch.NEEDS.items():
            needed[module] = (*needed.get(module, ()), *names)
    lacking = []
    for module, names in needed.items():
        try:
            loaded = importlib.import_module(module)
        except ModuleNotFoundError as missing:
            raise messages.no_ministack(missing.name) from None
        lacking += [f'{module}.{name}' for name in names if not hasattr(loaded, name)]
    if lacking:
        raise messages.other_inside(sorted(set(lacking)))


def native_types() -> set[str]:
    from ministack.services.cloudformation import provisioners

    return set(provisioners._RESOURCE_HANDLERS)


def own_types() -> dict[str, ModuleType]:
    return {module.TYPE: module for module in modules_of(resource_types)}


def install() -> None:
    from ministack.services.cloudformation import provisioners, stacks

    off_loop = set()
    for name, module in own_types().items():
        provisioners._RESOURCE_HANDLERS[name] = {
            'create': module.create,
            'update': module.update,
            'delete': module.delete,
        }
        provisioners._REPLACING_PROPERTIES[name] = module.REPLACES
        off_loop.add(name)
    for name in TEMPLATE_ONLY:
        provisioners._RESOURCE_HANDLERS[name] = _recorded(name)
    for patch in modules_of(patches):
        off_loop |= set(patch.install() or ())

    # A handler that calls back into this server must not block its event loop.
    native = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda name: name in off_loop or native(name)


def _recorded(name: str) -> dict[str, Callable[..., Created | None]]:
    """The handlers of a template-only type: the stack has the resource, no service does."""
    reference = TEMPLATE_ONLY[name]['reference']

    def answer(properties: Properties) -> Created:
        from ministack.core.responses import get_account_id, get_region

        arn = reference.format(account=get_account_id(), region=get_region(), **properties)
        return arn, {'Arn': arn}

    return {
        'create': lambda logical_id, properties, stack: answer(properties),
        'update': lambda physical_id, old, new, stack: answer(new),
        'delete': lambda physical_id, properties: None,
    }
