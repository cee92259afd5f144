from urllib.parse import parse_qs, urlsplit

from botocore.exceptions import ClientError

from emulator.tests.builders_saml import CALLBACK, CLAIMS, SAID, assertion, response, signed
from emulator.tests.builders_users import public_client
from emulator.tests.federated import Federated, claims
from emulator.tests.support import ACCOUNT


class TestSamlSignIn(Federated):
    """patches/saml_sign_in.py: from the sign-in domain to the provider, and back to the app."""

    arguments = ('--account', ACCOUNT)

    def test_cm5_a_sign_in_by_saml_gives_tokens_with_the_mapped_claims(self):
        self.open()
        tokens = self.sign_in()
        told, may = claims(tokens['id_token']), claims(tokens['access_token'])
        self.assertEqual(told['custom:tenant'], 'builder')
        self.assertEqual(told['custom:groups'], '[g-1,site+a%2Fb]')
        self.assertEqual((told['email'], told['email_verified'], told['nonce']), ('mia@builder.example', False, 'n1'))
        (identity,) = told['identities']
        named = {'providerName': 'Entra', 'providerType': 'SAML', 'userId': 'oid-1'}
        self.assertEqual({name: identity[name] for name in named}, named)
        for token, name in ((told, 'cognito:username'), (may, 'username')):
            self.assertEqual((token[name], token['cognito:groups']), ('Entra_oid-1', [f'{self.pool}_Entra']))
        self.assertEqual((told['aud'], may['client_id']), (self.app, self.app))
        self.assertNotIn('custom:tenant', may)
        self.assertEqual({*may['scope'].split()}, {'openid', 'email'})

        again = claims(self.sign_in(said={**SAID, 'company': ['moved'], 'role': ['unmapped']})['id_token'])
        self.assertEqual((again['sub'], again['custom:tenant']), (told['sub'], 'moved'))
        self.assertNotIn('role', again)
        users = self.client('cognito-idp').list_users(UserPoolId=self.pool)['Users']
        self.assertEqual([user['UserStatus'] for user in users], ['EXTERNAL_PROVIDER'])

    def test_cm5_a_claim_that_is_no_longer_sent_stays_as_it_was(self):
        self.open()
        self.sign_in()
        only_address = {f'{CLAIMS}/emailaddress': SAID[f'{CLAIMS}/emailaddress']}
        self.assertEqual(claims(self.sign_in(said=only_address)['id_token'])['custom:tenant'], 'builder')

    def test_cm5_a_user_cannot_write_what_the_provider_fills(self):
        self.open()
        token = self.sign_in()['access_token']
        cognito = public_client(self)
        for name in ('custom:tenant', 'email'):
            with self.assertRaisesRegex(ClientError, 'does not have required scopes'):
                cognito.update_user_attributes(AccessToken=token, UserAttributes=[{'Name': name, 'Value': 'victim'}])
        with self.assertRaisesRegex(ClientError, 'does not have required scopes'):
            cognito.get_user(AccessToken=token)

    def test_cm5_the_scope_of_users_would_let_them_write_it(self):
        scopes = ['openid', 'aws.cognito.signin.user.admin']
        self.open({'AllowedOAuthScopes': scopes})
        expected, relay = self.begin(scope=' '.join(scopes))
        back = self.answer(expected, relay)
        token = self.exchange(back['code'])[1]['access_token']
        cognito = public_client(self)
        cognito.update_user_attributes(AccessToken=token, UserAttributes=[{'Name': 'custom:tenant', 'Value': 'victim'}])
        with self.assertRaisesRegex(ClientError, 'write unauthorized attribute'):
            cognito.update_user_attributes(AccessToken=token, UserAttributes=[{'Name': 'family_name', 'Value': 'M'}])

    def test_cm5_a_client_signs_in_by_its_own_providers_alone(self):
        self.open({'SupportedIdentityProviders': ['COGNITO']})
        status, location, _ = self.authorize()
        self.assertEqual((status, location.split('?')[0]), (302, CALLBACK))
        self.assertIn('does not have the provider Entra', parse_qs(urlsplit(location).query)['error_description'][0])

    def test_cm5_a_provider_is_found_by_its_identifier(self):
        self.open(IdpIdentifiers=['builder.example'])
        expected, relay = self.begin(identity_provider=None, idp_identifier='builder.example')
        self.assertIn('code', self.answer(expected, relay))

    def test_cm5_a_request_that_the_client_does_not_allow_goes_nowhere(self):
        self.open()
        for changed in ({'redirect_uri': 'https://evil.example'}, {'response_type': 'token'}):
            self.assertEqual(self.authorize(**changed)[0], 400)
        for changed in ({'scope': 'aws.cognito.signin.user.admin'}, {'code_challenge_method': 'plain'}):
            self.assertRegex(self.authorize(**changed)[1], f'^{CALLBACK}.error=invalid_request')

    def test_cm5_a_code_is_good_once_and_with_its_verifier(self):
        self.open()
        expected, relay = self.begin()
        code = self.answer(expected, relay)['code']
        for changed in ({'code_verifier': 'x' * 43}, {'code_verifier': None}, {'redirect_uri': 'https://evil.example'}):
            self.assertEqual(self.exchange(code, **changed)[1]['error'], 'invalid_grant')
        self.assertEqual(self.exchange(code)[0], 200)
        self.assertEqual(self.exchange(code)[1]['error'], 'invalid_grant')

    def test_cm5_a_response_without_its_request_is_refused(self):
        self.open()
        expected, relay = self.begin()
        good = response(signed(assertion(expected, of='_once'), '_once'), expected)
        self.assertEqual(self.finish(good, 'x')['status'], 400)
        self.assertIn('code', self.finish(good, relay))
        self.assertEqual(self.finish(good, relay)['status'], 400)
        _, other = self.begin()
        self.assertIn('answers another request', self.finish(good, other)['error_description'])

    def test_cm5_what_is_wrong_with_a_response_goes_to_the_app(self):
        self.open()
        expected, relay = self.begin()
        back = self.finish(response(assertion(expected), expected), relay)
        self.assertEqual((back['error'], back['state'], 'code' in back), ('invalid_request', 's 1', False))
        self.assertIn('nor its assertion is signed', back['error_description'])
        self.assertEqual(self.client('cognito-idp').list_users(UserPoolId=self.pool)['Users'], [])

    def test_cm5_a_user_without_what_the_pool_requires_or_disabled_is_refused(self):
        self.open()
        expected, relay = self.begin()
        back = self.answer(expected, relay, said={'company': ['builder']})
        self.assertIn('requires email', back['error_description'])
        self.sign_in()
        self.client('cognito-idp').admin_disable_user(UserPoolId=self.pool, Username='Entra_oid-1')
        expected, relay = self.begin()
        back = self.answer(expected, relay)
        self.assertIn('is disabled', back['error_description'])

    def test_cm5_a_client_that_may_not_write_a_mapped_attribute_refuses(self):
        self.open({'WriteAttributes': ['email', 'custom:groups']})
        expected, relay = self.begin()
        back = self.answer(expected, relay)
        self.assertIn('may not write custom:tenant', back['error_description'])
