"""Clients with which handlers call this server, in the account and region of the current stack."""

import contextlib
import functools
from collections.abc import Iterator

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import Session

from . import limits
from .shapes import Client, Properties

_url = ''


def answer_at(url: str) -> None:
    """Sets the URL of this server."""
    global _url
    _url = url
    _client.cache_clear()


def address() -> str:
    """Host and port of this server."""
    return _url.removeprefix('http://')


def client(service: str) -> Client:
    # Imported late: MiniStack reads its environment on import.
    from ministack.core.responses import get_account_id, get_region

    return _client(service, get_region(), get_account_id())


@functools.cache
def _client(service: str, region: str, account: str) -> Client:
    # MiniStack takes an access key of twelve digits as the account.
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
            user_agent_extra='sandbox-emulator',
        ),
    )


@contextlib.contextmanager
def unless(*codes: str) -> Iterator[None]:
    """Ignores errors with these codes, for the deletion of what may be deleted already."""
    try:
        yield
    except ClientError as failed:
        if failed.response['Error']['Code'] not in codes:
            raise


def pick(properties: Properties, *names: str) -> Properties:
    """The named properties, of those that exist."""
    return {name: properties[name] for name in names if name in properties}
