"""Every code that a user pool sends is 123456 or 654321, and its message that of MiniStack."""

import secrets
from typing import Any

from ..shapes import Properties
from ..wrapping import after

NEEDS = {
    'ministack.services.cognito': (
        '_DEFAULT_EMAIL_OTP_MESSAGE',
        '_DEFAULT_EMAIL_OTP_SUBJECT',
        '_deliver_cognito_email',
        '_expand_template',
        '_resolve_user',
        '_send_email_otp',
        '_send_verification_email',
        '_template_username',
        '_user_pools',
    )
}

_KEPT_AS = ('_confirmation_code', '_reset_code')
_OF_POOL = ('EmailAuthenticationMessage', 'EmailAuthenticationSubject')


def install() -> None:
    from ministack.services import cognito

    send = cognito._send_verification_email

    def send_random(pool: Properties, name: str, attributes: Properties, code: str, *rest: Any, **named: Any) -> Any:
        user = cognito._resolve_user(pool, name)[0] or {}
        fresh = f'{secrets.randbelow(10**6):06}'
        for field in _KEPT_AS:
            if user.get(field) == code:
                user[field] = code = fresh
        return send(pool, name, attributes, code, *rest, **named)

    def send_otp(pool: Properties, name: str, attributes: Properties, code: str) -> Any:
        message = pool.get('_EmailAuthenticationMessage') or cognito._DEFAULT_EMAIL_OTP_MESSAGE
        subject = pool.get('_EmailAuthenticationSubject') or cognito._DEFAULT_EMAIL_OTP_SUBJECT
        display = cognito._template_username(pool, name, attributes)
        body = cognito._expand_template(message, display, code)
        kind = {'type_name': 'CognitoEmailOtpMessage', 'extra': {'Username': name}}
        return cognito._deliver_cognito_email(pool, attributes['email'], subject, body, **kind)

    def patch(pool: str, properties: Properties, old: Properties | None) -> None:
        for field in _OF_POOL:
            cognito._user_pools[pool][f'_{field}'] = properties.get(field)

    cognito._send_verification_email = send_random
    cognito._send_email_otp = send_otp
    after('AWS::Cognito::UserPool', patch)
