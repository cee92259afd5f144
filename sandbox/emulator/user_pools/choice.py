"""Choice-based sign-in: the flow USER_AUTH, with a code by e-mail or a password.

https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html"""

import secrets
from typing import Any

from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.cognito': (
        '_attr_list_to_dict',
        '_available_first_auth_factors',
        '_build_auth_result',
        '_challenge_sessions',
        '_create_challenge_session',
        '_get_challenge_session',
        '_hides_user_existence',
        '_masked_destination',
        '_pool_for_client',
        '_resolve_user',
        '_send_email_otp',
        'error_response_json',
        'json_response',
    )
}

CHALLENGES = ('SELECT_CHALLENGE', 'EMAIL_OTP', 'PASSWORD')
WITHOUT_PASSWORD = '_has_no_password'
_TRIES = 3


def initiate(asked: Properties) -> Response:
    """InitiateAuth with the flow USER_AUTH."""
    from ministack.services import cognito

    client, parameters = asked.get('ClientId', ''), asked.get('AuthParameters') or {}
    pool, pool_id = cognito._pool_for_client(client)
    name = parameters.get('USERNAME')
    if not name:
        return _refused('InvalidParameterException', 'Missing required parameter USERNAME')
    if asked.get('Session'):
        return _after_confirmation(asked, pool, name)
    user, unknown = cognito._resolve_user(pool, name)
    if unknown and not cognito._hides_user_existence(pool, client):
        return unknown
    if refused := _not_ready(user):
        return refused
    token, session = cognito._create_challenge_session(pool_id, client, name)
    session['offered'] = _offered(pool, user)
    preferred = parameters.get('PREFERRED_CHALLENGE', '')
    if preferred not in session['offered']:
        return _challenge(token, session, 'SELECT_CHALLENGE')
    return _begin(token, session, pool, user, preferred, parameters)


def respond(asked: Properties) -> Response:
    """RespondToAuthChallenge for one of CHALLENGES."""
    from ministack.services import cognito

    token, answers = asked.get('Session') or '', asked.get('ChallengeResponses') or {}
    session, _ = cognito._get_challenge_session(token)
    if session is None or session['client_id'] != asked.get('ClientId') or 'offered' not in session:
        return _refused('NotAuthorizedException', 'Invalid session for the user, session is expired.')
    pool, _ = cognito._pool_for_client(session['client_id'])
    user = cognito._resolve_user(pool, session['username'])[0]
    if answers.get('USERNAME') not in (session['username'], (user or {}).get('Username')):
        return _refused('NotAuthorizedException', 'Invalid session for the user.')
    if asked['ChallengeName'] != session['challenge']:
        return _refused('NotAuthorizedException', 'Invalid session for the user.')
    if session['challenge'] == 'SELECT_CHALLENGE':
        chosen = answers.get('ANSWER', '')
        if chosen not in session['offered']:
            return _refused('InvalidParameterException', f'{chosen} is not an available challenge.')
        return _begin(token, session, pool, user, chosen, answers)
    if session['challenge'] == 'PASSWORD':
        return _check_password(token, user, answers.get('PASSWORD'), asked)
    return _check_code(token, session, user, answers.get('EMAIL_OTP_CODE'), asked)


def remember_sign_up(pool_id: str, client: str, name: str) -> str:
    """A session by which a user who confirms a sign-up with it can sign in at once."""
    from ministack.services import cognito

    token, session = cognito._create_challenge_session(pool_id, client, name)
    session['signs_up'] = True
    return token


def confirm_sign_up(token: str) -> None:
    from ministack.services import cognito

    session, _ = cognito._get_challenge_session(token)
    if session is not None and session.get('signs_up'):
        session['is_confirmed'] = True


def allows_no_password(pool: Properties, client: Properties) -> bool:
    from ministack.services import cognito

    factors = cognito._available_first_auth_factors(pool)
    return 'ALLOW_USER_AUTH' in client.get('ExplicitAuthFlows', []) and factors != ['PASSWORD']


def _after_confirmation(asked: Properties, pool: Properties, name: str) -> Response:
    from ministack.services import cognito

    session, _ = cognito._get_challenge_session(asked['Session'])
    user = cognito._resolve_user(pool, name)[0]
    is_theirs = session is not None and user is not None and user is cognito._resolve_user(pool, session['username'])[0]
    if not is_theirs or not session.get('is_confirmed') or session['client_id'] != asked['ClientId']:
        return _refused('NotAuthorizedException', 'Invalid session for the user.')
    return _signed_in(asked['Session'], user, asked)


def _offered(pool: Properties, user: Properties | None) -> list[str]:
    """What the pool allows, of which a user has a password and an address or not."""
    from ministack.services import cognito

    allowed = cognito._available_first_auth_factors(pool)
    if user is None:
        return allowed
    has = {
        'EMAIL_OTP': bool(cognito._attr_list_to_dict(user['Attributes']).get('email')),
        'PASSWORD': not user.get(WITHOUT_PASSWORD),
    }
    return [factor for factor in allowed if has[factor]]


def _not_ready(user: Properties | None) -> Response | None:
    if user is not None and not user.get('Enabled', True):
        return _refused('NotAuthorizedException', 'User is disabled.')
    if user is not None and user.get('UserStatus') == 'UNCONFIRMED':
        return _refused('UserNotConfirmedException', 'User is not confirmed.')
    return None


def _begin(
    token: str, session: Properties, pool: Properties, user: Properties | None, chosen: str, given: Properties
) -> Response:
    from ministack.services import cognito

    if chosen == 'PASSWORD':
        if given.get('PASSWORD'):
            asked = {'ClientId': session['client_id']}
            session['challenge'] = chosen
            return _check_password(token, user, given['PASSWORD'], asked)
        return _challenge(token, session, chosen)
    session['code'] = f'{secrets.randbelow(10**8):08}'
    session['tries'] = 0
    address = session['username']
    if user is not None:
        attributes = cognito._attr_list_to_dict(user['Attributes'])
        address = attributes['email']
        cognito._send_email_otp(pool, user['Username'], attributes, session['code'])
    sent = {
        'CODE_DELIVERY_DELIVERY_MEDIUM': 'EMAIL',
        'CODE_DELIVERY_DESTINATION': cognito._masked_destination(address),
    }
    return _challenge(token, session, chosen, sent)


def _challenge(token: str, session: Properties, name: str, parameters: Properties | None = None) -> Response:
    from ministack.services import cognito

    session['challenge'] = name
    more = {'ChallengeParameters': parameters or {}, 'AvailableChallenges': session['offered']}
    return cognito.json_response({'ChallengeName': name, 'Session': token, **more})


def _check_password(token: str, user: Properties | None, password: Any, asked: Properties) -> Response:
    if user is None or user.get(WITHOUT_PASSWORD) or user.get('_password') != password:
        return _refused('NotAuthorizedException', 'Incorrect username or password.')
    return _signed_in(token, user, asked)


def _check_code(token: str, session: Properties, user: Properties | None, code: Any, asked: Properties) -> Response:
    from ministack.services import cognito

    session['tries'] += 1
    if user is None or not secrets.compare_digest(str(code), session['code']):
        if session['tries'] >= _TRIES:
            cognito._challenge_sessions.pop(token, None)
        return _refused('CodeMismatchException', 'Invalid code or auth state for the user.')
    return _not_ready(user) or _signed_in(token, user, asked)


def _signed_in(token: str, user: Properties, asked: Properties) -> Response:
    from ministack.services import cognito

    session = cognito._challenge_sessions.pop(token)
    metadata = asked.get('ClientMetadata') or {}
    result = cognito._build_auth_result(session['pool_id'], session['client_id'], user, client_metadata=metadata)
    return cognito.json_response({'ChallengeParameters': {}, 'AuthenticationResult': result})


def _refused(code: str, message: str) -> Response:
    from ministack.services import cognito

    return cognito.error_response_json(code, message, 400)
