"""An app client loses RefreshTokenRotation, and its refresh tokens never rotate.

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html"""

import json
import time
from typing import Any

from ..shapes import Properties, Response
from ..wrapping import after

NEEDS = {
    'ministack.services.cognito': (
        '_create_user_pool_client',
        '_fake_token',
        '_get_tokens_from_refresh_token',
        '_pool_for_client',
        '_token_claims',
        '_update_user_pool_client',
        '_user_pools',
        'error_response_json',
        'json_response',
    )
}

_FIELD = 'RefreshTokenRotation'
_rotated: dict[str, float] = {}
"""When the grace period of a token ends that was rotated."""


def install() -> None:
    from ministack.services import cognito

    create, update, refresh = (
        cognito._create_user_pool_client,
        cognito._update_user_pool_client,
        cognito._get_tokens_from_refresh_token,
    )

    def create_client(asked: Properties) -> Response:
        answer = create(asked)
        return _stored(asked, json.loads(answer[2])['UserPoolClient']['ClientId']) if answer[0] == 200 else answer

    def update_client(asked: Properties) -> Response:
        answer = update(asked)
        return _stored(asked, asked['ClientId']) if answer[0] == 200 and _FIELD in asked else answer

    def refresh_rotating(asked: Properties) -> Response:
        token = asked.get('RefreshToken', '')
        if time.time() > _rotated.get(token, float('inf')):
            return cognito.error_response_json('RefreshTokenReuseException', 'Refresh token has been reused', 400)
        answer = refresh(asked)
        pool, pool_id = cognito._pool_for_client(asked.get('ClientId'))
        rotation = pool['_clients'][asked['ClientId']].get(_FIELD) or {} if pool else {}
        if answer[0] != 200 or rotation.get('Feature') != 'ENABLED':
            return answer
        _rotated.setdefault(token, time.time() + int(rotation.get('RetryGracePeriodSeconds') or 0))
        claims, result = cognito._token_claims(token), json.loads(answer[2])['AuthenticationResult']
        same = {name: claims[name] for name in ('origin_jti', 'scope') if name in claims}
        fresh = cognito._fake_token(claims['sub'], pool_id, asked['ClientId'], 'refresh', **same)
        return cognito.json_response({'AuthenticationResult': {**result, 'RefreshToken': fresh}})

    cognito._create_user_pool_client = create_client
    cognito._update_user_pool_client = update_client
    cognito._get_tokens_from_refresh_token = refresh_rotating
    after('AWS::Cognito::UserPoolClient', _patch)


def _stored(asked: Properties, client: str) -> Any:
    from ministack.services import cognito

    record = cognito._user_pools[asked['UserPoolId']]['_clients'][client]
    if asked.get(_FIELD):
        record[_FIELD] = asked[_FIELD]
    return cognito.json_response({'UserPoolClient': {name: it for name, it in record.items() if it is not None}})


def _patch(client: str, properties: Properties, old: Properties | None) -> None:
    from ministack.services import cognito

    record = cognito._user_pools[properties['UserPoolId']]['_clients'][client]
    record[_FIELD] = properties.get(_FIELD)
