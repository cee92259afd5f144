"""Probes of test_known_faults.py: user pools of Cognito."""

import json
import urllib.request
from urllib.parse import urlencode

from botocore.exceptions import ClientError

from emulator.saml.responses import Expected
from emulator.tests.builders_saml import CALLBACK, assertion, metadata, redirected, request_of, response
from emulator.tests.builders_users import EMAIL, OUTPUTS, ROTATION, code_of, mails, public_client, users
from emulator.tests.support import Unpatched


def opened(test):
    """A pool with a user who is not confirmed: its outputs, and a client without credentials."""
    made, cognito = test.deploy(users(), OUTPUTS), public_client(test)
    attributes = [{'Name': 'email', 'Value': EMAIL}]
    cognito.sign_up(ClientId=made['Client'], Username=EMAIL, Password='Correct-horse-1', UserAttributes=attributes)
    return made, cognito


class UserProbes(Unpatched):
    def user_auth(self):
        made, cognito = opened(self)
        try:
            cognito.initiate_auth(ClientId=made['Client'], AuthFlow='USER_AUTH', AuthParameters={'USERNAME': EMAIL})
        except ClientError as refused:
            return 'Unsupported AuthFlow' in str(refused)
        return False

    def saml_sign_in(self):
        made = self.deploy(users({'CallbackURLs': [CALLBACK]}), OUTPUTS)
        provider = {'ProviderName': 'Entra', 'ProviderType': 'SAML', 'ProviderDetails': {'MetadataFile': metadata('')}}
        self.client('cognito-idp').create_identity_provider(UserPoolId=made['Pool'], **provider)
        asked = {'client_id': made['Client'], 'redirect_uri': CALLBACK, 'identity_provider': 'Entra', 'scope': 'openid'}
        _, location, _ = redirected(self.url, f'/oauth2/authorize?{urlencode(asked)}')
        request, relay = request_of(location)
        expected = Expected('other', 'other', request.get('ID'))
        form = {'SAMLResponse': response(assertion(expected), expected), 'RelayState': relay}
        return 'code=' in redirected(self.url, '/saml2/idpresponse', form)[1]

    def user_pool_checks(self):
        made, cognito = opened(self)
        cognito.confirm_sign_up(ClientId=made['Client'], Username=EMAIL, ConfirmationCode='000000')
        return True

    def user_pool_codes(self):
        opened(self)
        return code_of(mails(self)[-1]) == '123456'

    def refresh_token_rotation(self):
        made, _ = opened(self)
        asked = {'UserPoolId': made['Pool'], 'ClientId': made['Client']}
        client = self.client('cognito-idp').describe_user_pool_client(**asked)['UserPoolClient']
        return client.get('RefreshTokenRotation') != ROTATION

    def token_signatures(self):
        made, _ = opened(self)
        with urllib.request.urlopen(f'{self.url}/{made["Pool"]}/.well-known/jwks.json', timeout=5) as answer:
            return [key['kid'] for key in json.load(answer)['keys']] == ['ministack-key-1']
