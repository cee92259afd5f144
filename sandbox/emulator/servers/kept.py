"""Starts the processes of servers, each from a thread of its own."""

import queue
import threading
from collections.abc import Callable

from ..tasks.processes import Process


def start(make: Callable[[], Process]) -> Process:
    """The process that `make` starts, in a thread that lives as long as it.

    The kernel ends a process with the thread that started it.
    """
    made: queue.SimpleQueue[Process | BaseException] = queue.SimpleQueue()

    def keep() -> None:
        try:
            process = make()
        except BaseException as failed:
            made.put(failed)
            return
        made.put(process)
        process.wait()

    threading.Thread(target=keep, daemon=True).start()
    answer = made.get()
    if isinstance(answer, BaseException):
        raise answer
    return answer
