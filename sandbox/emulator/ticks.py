"""What the emulator does each second, in its event loop: services of AWS act by themselves as time passes."""

import asyncio
import contextvars
import logging
from collections.abc import Callable

from . import limits

_log = logging.getLogger('emulator')
_actions: list[Callable[[], None]] = []


def each_second(action: Callable[[], None]) -> None:
    _actions.append(action)


async def run() -> None:
    while True:
        await asyncio.sleep(limits.TICK)
        for action in _actions:
            try:
                action()
            except Exception:
                _log.exception('%s failed', action)


def in_scopes(keys: list[tuple[str, str, str]], action: Callable[[str], None]) -> None:
    """Calls `action` with the name in each key, in the account and region of the key."""
    from ministack.core import responses

    def one(account: str, region: str, name: str) -> None:
        responses.set_request_account_id(account)
        responses.set_request_region(region)
        action(name)

    for key in keys:
        contextvars.copy_context().run(one, *key)
