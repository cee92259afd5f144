"""Clients that handlers call back into this server with, in the account and region of the stack at hand."""

import contextlib
import functools

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import Session

from . import limits

_url = None


def answer_at(url):
    """Tell the handlers where this server listens."""
    global _url
    _url = url
    _client.cache_clear()


def address():
    """Host and port of this server."""
    return _url.removeprefix('http://')


def client(service):
    # MiniStack reads its settings on import, so it is not imported before they are made.
    from ministack.core.responses import get_account_id, get_region

    return _client(service, get_region(), get_account_id())


@functools.lru_cache(maxsize=None)
def _client(service, region, account):
    # A key of twelve digits is the account it acts in.
    return Session().create_client(
        service,
        region_name=region,
        endpoint_url=_url,
        aws_access_key_id=account,
        aws_secret_access_key='sandbox',
        config=Config(
            retries={'max_attempts': 0},
            connect_timeout=limits.CALL,
            read_timeout=limits.CALL,
            s3={'addressing_style': 'path'},
            user_agent_extra='sandbox-launcher',
        ),
    )


@contextlib.contextmanager
def unless(*codes):
    """Calls that may be refused with one of these codes: what they would take away is gone already."""
    try:
        yield
    except ClientError as failed:
        if failed.response['Error']['Code'] not in codes:
            raise


def pick(properties, *names):
    """The named properties that are there."""
    return {name: properties[name] for name in names if name in properties}
