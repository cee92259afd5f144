"""A user pool has no flow USER_AUTH, and no user signs up without a password."""

import json
import secrets
from typing import Any

from ..shapes import Properties, Response
from ..user_pools import choice

NEEDS = {
    'ministack.services.cognito': (
        *choice.NEEDS['ministack.services.cognito'],
        '_admin_initiate_auth',
        '_admin_respond_to_auth_challenge',
        '_confirm_sign_up',
        '_initiate_auth',
        '_respond_to_auth_challenge',
        '_sign_up',
    )
}


def install() -> None:
    from ministack.services import cognito

    for name in ('_initiate_auth', '_admin_initiate_auth'):
        setattr(cognito, name, _initiating(getattr(cognito, name)))
    for name in ('_respond_to_auth_challenge', '_admin_respond_to_auth_challenge'):
        setattr(cognito, name, _responding(getattr(cognito, name)))
    cognito._sign_up = _signing_up(cognito._sign_up)
    cognito._confirm_sign_up = _confirming(cognito._confirm_sign_up)


def _initiating(native: Any) -> Any:
    def initiate(asked: Properties) -> Response:
        return choice.initiate(asked) if asked.get('AuthFlow') == 'USER_AUTH' else native(asked)

    return initiate


def _responding(native: Any) -> Any:
    def respond(asked: Properties) -> Response:
        return choice.respond(asked) if asked.get('ChallengeName') in choice.CHALLENGES else native(asked)

    return respond


def _signing_up(native: Any) -> Any:
    def sign_up(asked: Properties) -> Response:
        from ministack.services import cognito

        pool, pool_id = cognito._pool_for_client(asked.get('ClientId'))
        client = pool['_clients'][asked['ClientId']] if pool else {}
        has_none = pool is not None and not asked.get('Password') and choice.allows_no_password(pool, client)
        unknown = f'{secrets.token_urlsafe(32)}aA1!'  # a password that no request has
        status, headers, body = native({**asked, 'Password': unknown} if has_none else asked)
        if status != 200:
            return status, headers, body
        if has_none:
            cognito._resolve_user(pool, asked['Username'])[0][choice.WITHOUT_PASSWORD] = True
        answer = json.loads(body)
        if 'ALLOW_USER_AUTH' in client.get('ExplicitAuthFlows', []):
            answer['Session'] = choice.remember_sign_up(pool_id, asked['ClientId'], asked['Username'])
        return cognito.json_response(answer)

    return sign_up


def _confirming(native: Any) -> Any:
    def confirm(asked: Properties) -> Response:
        from ministack.services import cognito

        answer = native(asked)
        if answer[0] != 200 or not asked.get('Session'):
            return answer
        choice.confirm_sign_up(asked['Session'])
        return cognito.json_response({'Session': asked['Session']})

    return confirm
