"""Without AUTH=true a user pool checks no code, no client secret, no access token and no flow of a client.

A pool to which only administrators add users takes every sign-up, a confirmed address is not verified, and users write
attributes that their client may not."""

from typing import Any

from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.cognito': (
        '_UNSIGNED_IDP_ACTIONS',
        '_access_token_error',
        '_attr_list_to_dict',
        '_confirm_sign_up',
        '_confirmation_code_error',
        '_dict_to_attr_list',
        '_pin_unsigned_idp_scope',
        '_pool_for_client',
        '_resolve_user',
        '_run_idp_handler',
        '_token_claims',
        '_validate_client_secret_hash',
        'error_response_json',
    )
}

_DEFAULT = ('ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH')
_FLOWS = {
    'ADMIN_NO_SRP_AUTH': ('ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'),
    'ADMIN_USER_PASSWORD_AUTH': ('ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'),
    'CUSTOM_AUTH': ('ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY'),
    'REFRESH_TOKEN': ('ALLOW_REFRESH_TOKEN_AUTH',),
    'REFRESH_TOKEN_AUTH': ('ALLOW_REFRESH_TOKEN_AUTH',),
    'USER_AUTH': ('ALLOW_USER_AUTH',),
    'USER_PASSWORD_AUTH': ('ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'),
    'USER_SRP_AUTH': ('ALLOW_USER_SRP_AUTH',),
}


def install() -> None:
    from ministack.services import cognito

    run, confirm = cognito._run_idp_handler, cognito._confirm_sign_up

    def run_checked(handler: Any, action: str, asked: Properties) -> Response:
        if action in cognito._UNSIGNED_IDP_ACTIONS:
            cognito._pin_unsigned_idp_scope(asked)
        refused = (
            _flow_error(action, asked)
            or cognito._validate_client_secret_hash(action, asked)
            or _sign_up_error(action, asked)
            or cognito._access_token_error(asked)
            or _write_error(action, asked)
            or cognito._confirmation_code_error(action, asked)
        )
        return refused or run(handler, action, asked)

    def confirm_verified(asked: Properties) -> Response:
        answer = confirm(asked)
        pool, _ = cognito._pool_for_client(asked.get('ClientId'))
        if answer[0] == 200 and 'email' in pool.get('AutoVerifiedAttributes', []):
            user = cognito._resolve_user(pool, asked['Username'])[0]
            attributes = {**cognito._attr_list_to_dict(user['Attributes']), 'email_verified': 'true'}
            user['Attributes'] = cognito._dict_to_attr_list(attributes)
        return answer

    cognito._run_idp_handler = run_checked
    cognito._confirm_sign_up = confirm_verified


def _flow_error(action: str, asked: Properties) -> Response | None:
    from ministack.services import cognito

    flow = asked.get('AuthFlow')
    if not action.endswith('InitiateAuth') or flow not in _FLOWS:
        return None
    pool, _ = cognito._pool_for_client(asked.get('ClientId'))
    if pool is None:
        return None
    client = pool['_clients'][asked['ClientId']]
    if set(_FLOWS[flow]) & set(client.get('ExplicitAuthFlows') or _DEFAULT):
        return None
    return cognito.error_response_json('InvalidParameterException', f'{flow} flow not enabled for this client', 400)


def _sign_up_error(action: str, asked: Properties) -> Response | None:
    from ministack.services import cognito

    if action != 'SignUp':
        return None
    pool, _ = cognito._pool_for_client(asked.get('ClientId'))
    config = (pool or {}).get('AdminCreateUserConfig') or {}
    if str(config.get('AllowAdminCreateUserOnly')).lower() != 'true':
        return None
    return cognito.error_response_json('NotAuthorizedException', 'SignUp is not permitted for this user pool', 400)


def _write_error(action: str, asked: Properties) -> Response | None:
    """All clients may write what the user pool requires."""
    from ministack.services import cognito

    if action not in ('SignUp', 'UpdateUserAttributes'):
        return None
    token = cognito._token_claims(asked.get('AccessToken') or '')
    client = asked.get('ClientId') or token.get('client_id')
    pool, _ = cognito._pool_for_client(client)
    writable = pool['_clients'][client].get('WriteAttributes') if pool else None
    required = {one['Name'] for one in (pool or {}).get('SchemaAttributes') or [] if one.get('Required')}
    names = {one.get('Name') for one in asked.get('UserAttributes') or []}
    if not writable or names <= {*writable, *required}:
        return None
    return cognito.error_response_json(
        'NotAuthorizedException', 'A client attempted to write unauthorized attribute', 400
    )
