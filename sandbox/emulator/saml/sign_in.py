"""Sign-in by a SAML provider: from the sign-in domain to the provider, and back to the app with a code.

https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html"""

import base64
import secrets
import threading
import time
import zlib
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, urlencode
from xml.sax.saxutils import quoteattr

from ..shapes import Properties, Response
from . import users
from .documents import ASSERTION, PROTOCOL
from .metadata import metadata
from .refusals import Refused
from .responses import Expected, user

NEEDS = {
    'ministack.services.cognito': (
        '_acs_url',
        '_find_pool_by_client_id',
        '_get_pool_unscoped',
        '_invalid_scope_redirect',
        '_issue_auth_code_redirect',
        '_oauth2_error',
        '_pkce_error_redirect',
        '_qp',
        '_user_pools',
    )
}

_MINUTES = 5
_pending: dict[str, 'Pending'] = {}
_lock = threading.Lock()


class Pending(NamedTuple):
    """A sign-in that is at its provider."""

    pool: str
    client: str
    provider: str
    request: str
    asked: Properties
    until: float


def provider_of(query: Properties) -> tuple[Properties, Properties] | None:
    """The pool, and the SAML provider that a request names by `identity_provider` or `idp_identifier`."""
    from ministack.services import cognito

    name, identifier = (cognito._qp(query, key) for key in ('identity_provider', 'idp_identifier'))
    _, pool, _ = cognito._find_pool_by_client_id(cognito._qp(query, 'client_id'))
    for provider in (pool or {}).get('_identity_providers', {}).values():
        is_named = provider['ProviderName'] == name or identifier in (provider.get('IdpIdentifiers') or [])
        if is_named and provider['ProviderType'] == 'SAML':
            return pool, provider
    return None


def begin(pool: Properties, provider: Properties, query: Properties) -> Response:
    """GET /oauth2/authorize: to the provider, with a request."""
    from ministack.services import cognito

    names = ('client_id', 'redirect_uri', 'state', 'scope', 'nonce', 'code_challenge', 'code_challenge_method')
    asked = {name: cognito._qp(query, name) for name in names}
    client = pool['_clients'][asked['client_id']]
    if wrong := _wrong_request(client, asked, cognito._qp(query, 'response_type')):
        return wrong
    if provider['ProviderName'] not in (client.get('SupportedIdentityProviders') or []):
        return _to_app(asked, f'the app client does not have the provider {provider["ProviderName"]}')
    try:
        sign_on = metadata(provider['ProviderDetails']).sign_on
    except Refused as refused:
        return _to_app(asked, str(refused))
    request, relay = f'_{secrets.token_hex(16)}', secrets.token_urlsafe(24)
    with _lock:
        for old in [key for key, each in _pending.items() if each.until < time.time()]:
            del _pending[old]
        _pending[relay] = Pending(
            pool['Id'], asked['client_id'], provider['ProviderName'], request, asked, time.time() + _MINUTES * 60
        )
    given = urlencode({'SAMLRequest': _request(pool, sign_on, request), 'RelayState': relay})
    return 302, {'Location': f'{sign_on}{"&" if "?" in sign_on else "?"}{given}', 'Cache-Control': 'no-store'}, b''


def finish(body: bytes, _: Any = None) -> Response:
    """POST /saml2/idpresponse: to the app, with a code or with what is wrong."""
    from ministack.services import cognito

    form = {name: values[0] for name, values in parse_qs(body.decode(errors='replace')).items()}
    with _lock:
        pending = _pending.pop(form.get('RelayState', ''), None)
    if pending is None or pending.until < time.time():
        message = 'Invalid samlResponse or relayState from identity provider'
        return cognito._oauth2_error('invalid_request', message)
    asked = pending.asked
    try:
        pool = cognito._get_pool_unscoped(pending.pool) or {}
        provider = pool.get('_identity_providers', {}).get(pending.provider)
        client = pool.get('_clients', {}).get(pending.client)
        if not provider or not client:
            raise Refused('the provider or the app client is gone')
        expected = Expected(f'urn:amazon:cognito:sp:{pending.pool}', cognito._acs_url(pool), pending.request)
        found = user(form.get('SAMLResponse', ''), metadata(provider['ProviderDetails']), expected)
        name = users.written(pool, provider, client, found)
    except Refused as refused:
        return _to_app(asked, f'Error in SAML response processing: {refused}')
    code: Response = cognito._issue_auth_code_redirect(
        *(pending.client, pending.pool, asked['redirect_uri'], asked['scope'], name),
        *(asked[key] for key in ('nonce', 'code_challenge', 'code_challenge_method', 'state')),
    )
    return code


def _wrong_request(client: Properties, asked: Properties, response_type: str) -> Response | None:
    from ministack.services import cognito

    back = asked['redirect_uri']
    if back not in client.get('CallbackURLs', []):
        return cognito._oauth2_error('invalid_request', f'redirect_uri is not allowed: {back}')
    if response_type != 'code' or 'code' not in client.get('AllowedOAuthFlows', []):
        return cognito._oauth2_error('unauthorized_client', 'Client is not allowed to use this flow.')
    return cognito._invalid_scope_redirect(
        client, back, asked['scope'], asked['state']
    ) or cognito._pkce_error_redirect(back, asked['code_challenge'], asked['code_challenge_method'], asked['state'])


def _request(pool: Properties, sign_on: str, request: str) -> str:
    """Deflated and in base64, for HTTP-Redirect. It is not signed."""
    from ministack.services import cognito

    binding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'
    text = (
        f'<saml2p:AuthnRequest xmlns:saml2p="{PROTOCOL}" ID="{request}" Version="2.0"'
        f' IssueInstant="{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.000Z}" ProtocolBinding="{binding}"'
        f' AssertionConsumerServiceURL={quoteattr(cognito._acs_url(pool))} Destination={quoteattr(sign_on)}>'
        f'<saml2:Issuer xmlns:saml2="{ASSERTION}">urn:amazon:cognito:sp:{pool["Id"]}</saml2:Issuer>'
        '</saml2p:AuthnRequest>'
    )
    deflate = zlib.compressobj(wbits=-15)
    return base64.b64encode(deflate.compress(text.encode()) + deflate.flush()).decode()


def _to_app(asked: Properties, why: str) -> Response:
    back, state = asked['redirect_uri'], asked['state']
    more = f'&state={quote(state)}' if state else ''
    location = f'{back}{"&" if "?" in back else "?"}error=invalid_request&error_description={quote(why)}{more}'
    return 302, {'Location': location, 'Cache-Control': 'no-store'}, b''
