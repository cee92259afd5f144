"""Which resource types the emulator supports, and how."""

from . import registry
from .template_only import TEMPLATE_ONLY


def by_type() -> dict[str, str]:
    """Each supported resource type: `native` to MiniStack, of the `emulator`, or `template-only`."""
    return {
        **dict.fromkeys(registry.native_types(), 'native'),
        **dict.fromkeys(registry.own_types(), 'emulator'),
        **dict.fromkeys(TEMPLATE_ONLY, 'template-only'),
    }
