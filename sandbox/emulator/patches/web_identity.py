"""AssumeRoleWithWebIdentity reads no claim but aud, sub and amr, and asks neither for provider nor for expiry."""

import time
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.cognito': ('_decode_id_token_unverified',),
    'ministack.services.iam': ('_error', '_oidc_providers', '_p'),
    'ministack.services.sts': ('_web_identity_principal', '_web_identity_trust_denied'),
}

_GITHUB = 'token.actions.githubusercontent.com'
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
_CLAIMS = (
    'actor',
    'actor_id',
    'enterprise_id',
    'environment',
    'job_workflow_ref',
    'ref',
    'repository',
    'repository_id',
    'workflow',
)


def install() -> None:
    from ministack.services import iam, sts

    principal_of, denied = sts._web_identity_principal, sts._web_identity_trust_denied

    def principal(token: str, provider_id: str, role: str) -> tuple[str, Properties]:
        provider, keys = principal_of(token, provider_id, role)
        claims = _claims(token) if provider.endswith(f'/{_GITHUB}') else {}
        return provider, {**keys, **{f'{_GITHUB}:{name}': claims[name] for name in _CLAIMS if name in claims}}

    def refusal(role: str, parameters: Properties, use_json: bool) -> Any:
        token = iam._p(parameters, 'WebIdentityToken')
        provider = principal_of(token, '', role)[0]
        wrong = _wrong(_claims(token), iam._oidc_providers.get_scoped(role.split(':')[4], None, provider))
        return iam._error(400, *wrong, ns='sts') if wrong else denied(role, parameters, use_json)

    sts._web_identity_principal = principal
    sts._web_identity_trust_denied = refusal


def _wrong(claims: Properties, provider: Properties | None) -> tuple[str, str] | None:
    """Code and message of what is wrong with a token, whatever the role trusts. Its signature is not checked."""
    if not claims:
        return 'InvalidIdentityToken', 'The ID Token provided is not a valid JWT.'
    if provider is None:
        return 'InvalidIdentityToken', f'No OpenIDConnect provider found in your account for {claims.get("iss")}'
    audience = claims.get('aud')
    if not {*(audience if isinstance(audience, list) else [audience])} & {*provider['ClientIDList']}:
        return 'InvalidIdentityToken', 'Incorrect token audience'
    if float(claims.get('exp', 0)) <= time.time():
        return 'ExpiredTokenException', 'Token expired: current date/time must be before the expiration date/time'
    return None


def _claims(token: str) -> Properties:
    from ministack.services.cognito import _decode_id_token_unverified

    try:
        claims = _decode_id_token_unverified(token)
    except (TypeError, ValueError):
        return {}
    return claims if isinstance(claims, dict) else {}
