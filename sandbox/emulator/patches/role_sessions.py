"""With AUTH=true MiniStack asks IAM about every request, else about none.

Here IAM is asked about each request that is signed with the credentials of a role, and STS reads every trust policy.
The keys of the account are those of its root user, who may do everything."""

import contextlib
import contextvars
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

NEEDS = {
    'ministack.app': ('AUTH', 'app', 'pin_request_origin'),
    'ministack.core.iam_evaluator': ('evaluate_trust_policy', 'is_root_access_key'),
    'ministack.core.router': ('extract_access_key_id',),
    'ministack.services.sts': ('handle_request',),
}


class _Request:
    def __init__(self, is_enforced: bool) -> None:
        self.is_enforced = is_enforced


_current: contextvars.ContextVar[_Request] = contextvars.ContextVar('current')


_NONE = _Request(False)  # outside of requests


class _Enforced:
    """In place of the flag AUTH: whether IAM is asked about the current request."""

    def __bool__(self) -> bool:
        return _current.get(_NONE).is_enforced


@contextlib.contextmanager
def _enforced(request: _Request, value: bool) -> Iterator[None]:
    before, request.is_enforced = request.is_enforced, value
    try:
        yield
    finally:
        request.is_enforced = before


def install() -> None:
    from ministack import app
    from ministack.core import iam_evaluator
    from ministack.services import sts

    answer, pin, ask_sts = app.app, app.pin_request_origin, sts.handle_request
    trusts = iam_evaluator.evaluate_trust_policy

    async def answer_enforced(scope: dict[str, Any], receive: Any, send: Any) -> None:
        # A stack goes on behind the request that changes it, with the permissions of CloudFormation: the request is not
        # enforced any more once it is answered, and its copies in background tasks are the same object.
        request = _Request(False)
        _current.set(request)
        with _enforced(request, scope['type'] == 'http' and _is_of_role(scope)):
            await answer(scope, receive, send)

    async def ask_sts_enforced(*request: Any) -> Any:
        with _enforced(_current.get(), True):
            return await ask_sts(*request)

    def trusts_service(document: Any, caller: str, context: Any = None) -> bool:
        # The root user stands for AWS services, which name the account that they act for.
        if context is not None and context.principal_type == 'Root':
            account = context.principal_account
            source = {'aws:sourceaccount': account, 'aws:sourcearn': f'arn:aws:ecs:{context.region}:{account}:*'}
            context.service_context = {**source, **context.service_context}
        return trusts(document, caller, context)

    app.AUTH = _Enforced()
    app.app = answer_enforced
    # The endpoint of the sandbox stands for those of AWS, where clients use TLS.
    app.pin_request_origin = lambda address, tls: pin(address, True)
    sts.handle_request = ask_sts_enforced
    iam_evaluator.evaluate_trust_policy = trusts_service


def _is_of_role(scope: dict[str, Any]) -> bool:
    from ministack.core import iam_evaluator, router

    headers = {name.decode('latin-1').lower(): value.decode('latin-1') for name, value in scope['headers']}
    query = parse_qs(scope.get('query_string', b'').decode('latin-1'))
    return not iam_evaluator.is_root_access_key(router.extract_access_key_id(headers, query))
