"""What an app and a browser do when a user signs in by a provider."""

import base64
import hashlib
import json
from urllib.parse import parse_qs, urlencode, urlsplit

from emulator.saml.responses import Expected
from emulator.tests.builders_saml import (
    CALLBACK,
    SIGN_ON,
    assertion,
    certificate,
    federated,
    redirected,
    request_of,
    response,
    signed,
)
from emulator.tests.builders_users import OUTPUTS
from emulator.tests.support import REGION, Deployed
from emulator.user_pools import signing

HOST = f'platform.auth.{REGION}.amazoncognito.com'
VERIFIER = 'verifier-verifier-verifier-verifier-verifier'
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b'=').decode()


def claims(token):
    part = token.split('.')[1]
    return json.loads(base64.urlsafe_b64decode(part + '=' * (-len(part) % 4)))


class Federated(Deployed):
    pool: str
    app: str

    def open(self, client=None, **provider):
        made = self.deploy(federated(certificate(signing.own_key().modulus), client, **provider), OUTPUTS)
        self.pool, self.app = made['Pool'], made['Client']

    def ask(self, path, body=None):
        """The answer of the sign-in domain: status, the query of where it leads, and its body."""
        return redirected(self.url, path, body, HOST)

    def authorize(self, **changed):
        asked = {
            'response_type': 'code',
            'client_id': self.app,
            'redirect_uri': CALLBACK,
            'state': 's 1',
            'scope': 'openid email',
            'identity_provider': 'Entra',
            'nonce': 'n1',
            'code_challenge': CHALLENGE,
            'code_challenge_method': 'S256',
            **changed,
        }
        return self.ask(f'/oauth2/authorize?{urlencode({name: it for name, it in asked.items() if it})}')

    def begin(self, **changed):
        status, location, body = self.authorize(**changed)
        self.assertEqual((status, location.split('?')[0]), (302, SIGN_ON), (location, body))
        request, relay = request_of(location)
        recipient = f'https://{HOST}/saml2/idpresponse'
        expected = Expected(f'urn:amazon:cognito:sp:{self.pool}', recipient, request.get('ID'))
        self.assertEqual(request.get('AssertionConsumerServiceURL'), expected.recipient)
        self.assertEqual(request[0].text, expected.audience)
        return expected, relay

    def finish(self, encoded, relay):
        status, location, body = self.ask('/saml2/idpresponse', {'SAMLResponse': encoded, 'RelayState': relay})
        if status != 302:
            return {'status': status, 'body': json.loads(body)}
        self.assertEqual(location.split('?')[0], CALLBACK)
        return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}

    def answer(self, expected, relay, **said):
        """What the app gets when the provider answers; each assertion has an ID of its own."""
        of = f'_a{relay}'
        return self.finish(response(signed(assertion(expected, of=of, **said), of), expected), relay)

    def exchange(self, code, **changed):
        asked = {
            'grant_type': 'authorization_code',
            'client_id': self.app,
            'redirect_uri': CALLBACK,
            'code': code,
            'code_verifier': VERIFIER,
            **changed,
        }
        status, _, body = self.ask('/oauth2/token', {name: it for name, it in asked.items() if it})
        return status, json.loads(body)

    def sign_in(self, **said):
        expected, relay = self.begin()
        back = self.answer(expected, relay, **said)
        self.assertEqual((back.get('state'), back.get('error')), ('s 1', None), back)
        status, tokens = self.exchange(back['code'])
        self.assertEqual(status, 200, tokens)
        return tokens
