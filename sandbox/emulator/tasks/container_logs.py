"""The output of a container, in its log group."""

from collections.abc import Callable

from ..shapes import Properties


def writer(task: Properties, container: Properties) -> Callable[[str], None]:
    """Sends each line to the log group of the container, if it has one."""
    from ministack.core.responses import get_account_id, get_region, request_scope
    from ministack.services import ecs

    account = get_account_id()
    logs = ecs._awslogs_config(container, task['taskArn'].rsplit('/', 1)[-1], container['name'])
    if logs is None:
        return lambda line: None
    region = logs['region'] or get_region()

    def write(line: str) -> None:
        with request_scope(account, region):
            if ecs._ensure_awslogs_stream(logs):
                ecs._emit_awslogs_event(logs, line)

    return write
