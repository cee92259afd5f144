"""A user pool takes any SAML response, signed or not, and a code of it without the challenge of PKCE.

It maps claims that no mapping names, and reads no metadata from a URL."""

from typing import Any

from ..saml import sign_in, users
from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.cognito': (
        *sign_in.NEEDS['ministack.services.cognito'],
        *users.NEEDS['ministack.services.cognito'],
        '_saml2_idp_response',
        'handle_oauth2_authorize',
    )
}


def install() -> None:
    from ministack.services import cognito

    native = cognito.handle_oauth2_authorize

    def handle_authorize(method: str, path: str, headers: Any, query: Properties) -> Response:
        found = sign_in.provider_of(query)
        return sign_in.begin(*found, query) if found else native(method, path, headers, query)

    cognito.handle_oauth2_authorize = handle_authorize
    cognito._saml2_idp_response = sign_in.finish
