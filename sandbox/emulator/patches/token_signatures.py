"""Without the package `cryptography` the tokens of a user pool have no valid signature, and its keys are none."""

import json
from typing import Any

from ..shapes import Properties, Response
from ..user_pools import signing

NEEDS = {
    'ministack.services.apigateway': ('_verify_rs256_signature',),
    'ministack.services.apigateway_v1': ('_verify_rs256_signature',),
    'ministack.services.cognito': (
        '_RSA_PRIVATE_KEY',
        '_get_pool_unscoped',
        '_signature_valid',
        '_signed_jwt',
        '_token_claims',
        'well_known_jwks',
    ),
}


def install() -> None:
    from ministack.services import apigateway, apigateway_v1, cognito

    def sign(claims: Properties, pool: str = '', use: str = '') -> str:
        return signing.signed(claims, pool)

    def keys(pool: str) -> Response:
        body = json.dumps({'keys': [signing.public_key(pool)]}).encode()
        return 200, {'Content-Type': 'application/json'}, body

    def is_valid(token: str) -> bool:
        pool = str(cognito._token_claims(token).get('iss', '')).rpartition('/')[2]
        return cognito._get_pool_unscoped(pool) is not None and _verifies(token, signing.own_key().modulus)

    def verify(token: str, key: Properties) -> bool:
        return _verifies(token, int.from_bytes(signing.decoded(key.get('n', '')), 'big'))

    cognito._signed_jwt = sign
    cognito.well_known_jwks = keys
    cognito._signature_valid = is_valid
    cognito._RSA_PRIVATE_KEY = signing  # signatures are checked where there is a key
    apigateway._verify_rs256_signature = verify
    apigateway_v1._verify_rs256_signature = verify


def _verifies(token: Any, modulus: int) -> bool:
    try:
        return signing.is_signed_by(modulus, token)
    except (ValueError, ZeroDivisionError):
        return False
