"""The host names under which REST APIs answer."""

import re

from ..shapes import Properties

DEFAULT_HOST = re.compile(r'^([a-z0-9]{8,10})\.execute-api\.(?:localhost|[a-z0-9-]+\.amazonaws\.com)(?::\d+)?$')


def domain_of(name: str) -> Properties | None:
    """The custom domain name with this name."""
    return _domain('domainName', name)


def behind(target: str) -> Properties | None:
    """The custom domain name to which records with this target lead."""
    return _domain('regionalDomainName', target)


def _domain(field: str, value: str) -> Properties | None:
    from ministack.core.responses import get_account_id
    from ministack.services import apigateway_v1 as gateway

    for (account, _, _), domain in gateway._domain_names.all_items():
        if account == get_account_id() and value.lower() == domain[field].lower():
            return domain
    return None
