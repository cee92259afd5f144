"""Sends events of AWS services to EventBridge."""

import json
from concurrent.futures import ThreadPoolExecutor

from .shapes import Properties

_sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix='events')
"""In the order of the changes, and outside of their locks and of the event loop, as an event can reach targets."""


def send(source: str, detail_type: str, detail: Properties, resources: list[str]) -> None:
    """Sends an event in the account and region of the caller."""
    from ministack.core.responses import get_account_id, get_region

    entry = {'Source': source, 'DetailType': detail_type, 'Detail': json.dumps(detail), 'Resources': resources}
    _sender.submit(_put, get_account_id(), get_region(), entry)


def _put(account: str, region: str, entry: Properties) -> None:
    from ministack.core.responses import request_scope
    from ministack.services import eventbridge

    with request_scope(account, region):
        eventbridge._put_events({'Entries': [entry]}, allow_aws_source=True)
