import base64
import json

from botocore.exceptions import ClientError

from emulator.tests.builders_edge import visitor
from emulator.tests.builders_users import EMAIL, OUTPUTS, code_of, mails, public_client, users
from emulator.tests.support import ACCOUNT, LAMBDA_HOOK, REGION, Deployed


def claims(token):
    part = token.split('.')[1]
    return json.loads(base64.urlsafe_b64decode(part + '=' * (-len(part) % 4)))


VERIFIER = """
const { createPublicKey, verify } = require('crypto');
const https = require('https');
const read = (url) => new Promise((done, fail) => https.get(url, (answer) => {
  let body = '';
  answer.on('data', (part) => (body += part)).on('end', () => done(JSON.parse(body)));
}).on('error', fail));
exports.handler = async ({ issuer, token }) => {
  const { keys } = await read(`${issuer}/.well-known/jwks.json`);
  const [head, claims, signature] = token.split('.');
  const { kid } = JSON.parse(Buffer.from(head, 'base64url'));
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid), format: 'jwk' });
  return verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'));
};
"""


def verifier():
    """A function that verifies a token with the keys of its issuer, as a service does."""
    made = visitor()
    made['Function']['Properties'] |= {'FunctionName': 'verifier', 'Code': {'ZipFile': VERIFIER}}
    return made


class TestUserAuth(Deployed):
    """patches/user_auth.py, user_pool_checks.py, user_pool_codes.py and refresh_token_rotation.py."""

    arguments = ('--account', ACCOUNT, '--lambda-hook', LAMBDA_HOOK)

    def open(self, client=None, **properties):
        made = self.deploy(users(client, **properties), OUTPUTS)
        self.pool, self.app = made['Pool'], made['Client']
        self.cognito = public_client(self)

    def sign_up(self, name=EMAIL, **more):
        attributes = [{'Name': 'email', 'Value': name}]
        return self.cognito.sign_up(ClientId=self.app, Username=name, UserAttributes=attributes, **more)

    def confirm(self, name=EMAIL, **more):
        code = code_of(mails(self)[-1])
        return self.cognito.confirm_sign_up(ClientId=self.app, Username=name, ConfirmationCode=code, **more)

    def initiate(self, name=EMAIL, flow='USER_AUTH', session=None, **parameters):
        asked = {'AuthFlow': flow, 'AuthParameters': {'USERNAME': name, **parameters}}
        return self.cognito.initiate_auth(ClientId=self.app, **asked, **({'Session': session} if session else {}))

    def respond(self, session, code, name=EMAIL):
        answers = {'USERNAME': name, 'EMAIL_OTP_CODE': code}
        return self.cognito.respond_to_auth_challenge(
            ClientId=self.app, ChallengeName='EMAIL_OTP', Session=session, ChallengeResponses=answers
        )

    def otp(self, **given):
        return self.initiate(PREFERRED_CHALLENGE='EMAIL_OTP', **given)

    def signed_in(self):
        self.sign_up()
        self.confirm()
        session = self.otp()['Session']
        return self.respond(session, code_of(mails(self)[-1]))['AuthenticationResult']

    def test_a_code_by_email_signs_in_without_a_password(self):
        self.open()
        self.sign_up()
        with self.assertRaisesRegex(ClientError, 'UserNotConfirmedException'):
            self.otp()
        self.confirm()
        challenge = self.otp()
        self.assertEqual(challenge['ChallengeName'], 'EMAIL_OTP')
        self.assertEqual(challenge['AvailableChallenges'], ['EMAIL_OTP'])
        self.assertNotIn(EMAIL, json.dumps(challenge['ChallengeParameters']))
        mail = mails(self)[-1]
        self.assertEqual((mail['Source'], mail['To']), ('Tracker <login@tracker.example>', [EMAIL]))
        tokens = self.respond(challenge['Session'], code_of(mail))['AuthenticationResult']
        issuer = f'https://cognito-idp.{REGION}.amazonaws.com/{self.pool}'
        identity, access = claims(tokens['IdToken']), claims(tokens['AccessToken'])
        self.assertEqual((identity['iss'], identity['aud'], identity['email']), (issuer, self.app, EMAIL))
        self.assertEqual((access['iss'], access['client_id'], access['token_use']), (issuer, self.app, 'access'))
        self.assertTrue(identity['email_verified'])
        user = self.client('cognito-idp').admin_get_user(UserPoolId=self.pool, Username=EMAIL)
        self.assertIn({'Name': 'email_verified', 'Value': 'true'}, user['UserAttributes'])

    def test_the_keys_of_the_tokens_are_at_the_url_of_the_issuer(self):
        self.open()
        tokens = self.signed_in()
        issuer = claims(tokens['IdToken'])['iss']
        self.deploy(verifier(), name='Verifier')

        def verify(token):
            payload = json.dumps({'issuer': issuer, 'token': token})
            return json.load(self.client('lambda').invoke(FunctionName='verifier', Payload=payload)['Payload'])

        for token in (tokens['IdToken'], tokens['AccessToken']):
            self.assertTrue(verify(token))
            self.assertFalse(verify(f'{token[:-8]}AAAAAAAA'))

    def test_a_forged_access_token_is_refused(self):
        self.open()
        token = self.signed_in()['AccessToken']
        self.assertEqual(self.cognito.get_user(AccessToken=token)['UserAttributes'][0]['Value'], EMAIL)
        with self.assertRaisesRegex(ClientError, 'Could not verify signature'):
            self.cognito.get_user(AccessToken=f'{token[:-8]}AAAAAAAA')

    def test_a_code_counts_once_and_only_for_its_session(self):
        self.open()
        self.signed_in()
        first = self.otp()['Session']
        code = code_of(mails(self)[-1])
        second = self.otp()['Session']
        with self.assertRaisesRegex(ClientError, 'CodeMismatchException'):
            self.respond(second, code)
        self.respond(first, code)
        with self.assertRaisesRegex(ClientError, 'NotAuthorizedException'):
            self.respond(first, code)
        with self.assertRaisesRegex(ClientError, 'NotAuthorizedException'):
            self.respond(second, code_of(mails(self)[-1]), 'other@tracker.example')

    def test_the_third_wrong_code_ends_the_session(self):
        self.open()
        self.signed_in()
        session = self.otp()['Session']
        right = code_of(mails(self)[-1])
        for _ in range(3):
            with self.assertRaisesRegex(ClientError, 'CodeMismatchException'):
                self.respond(session, '00000000' if right != '00000000' else '11111111')
        with self.assertRaisesRegex(ClientError, 'NotAuthorizedException'):
            self.respond(session, right)

    def test_an_unknown_user_looks_like_a_known_one(self):
        self.open()
        before = len(mails(self))
        self.assertEqual(self.otp(name='unknown@tracker.example')['ChallengeName'], 'EMAIL_OTP')
        self.assertEqual(len(mails(self)), before)

    def test_without_a_preference_the_user_chooses(self):
        self.open()
        self.sign_up(Password='Correct-horse-1')
        self.confirm()
        challenge = self.initiate()
        self.assertEqual(challenge['ChallengeName'], 'SELECT_CHALLENGE')
        self.assertEqual(challenge['AvailableChallenges'], ['PASSWORD', 'EMAIL_OTP'])
        answers = {'USERNAME': EMAIL, 'ANSWER': 'EMAIL_OTP'}
        chosen = self.cognito.respond_to_auth_challenge(
            ClientId=self.app,
            ChallengeName='SELECT_CHALLENGE',
            Session=challenge['Session'],
            ChallengeResponses=answers,
        )
        self.respond(chosen['Session'], code_of(mails(self)[-1]))
        own = self.initiate(PREFERRED_CHALLENGE='PASSWORD', PASSWORD='Correct-horse-1')
        self.assertIn('AuthenticationResult', own)
        with self.assertRaisesRegex(ClientError, 'NotAuthorizedException'):
            self.initiate(PREFERRED_CHALLENGE='PASSWORD', PASSWORD='wrong')

    def test_a_confirmed_sign_up_signs_in_by_its_session(self):
        self.open()
        session = self.confirm(Session=self.sign_up()['Session'])['Session']
        self.assertIn('AuthenticationResult', self.initiate(session=session))
        with self.assertRaisesRegex(ClientError, 'NotAuthorizedException'):
            self.initiate(session=session)

    def test_a_wrong_code_confirms_nothing(self):
        self.open()
        self.sign_up()
        wrong = '000000' if code_of(mails(self)[-1]) != '000000' else '111111'
        with self.assertRaisesRegex(ClientError, 'CodeMismatchException'):
            self.cognito.confirm_sign_up(ClientId=self.app, Username=EMAIL, ConfirmationCode=wrong)

    def test_only_the_flows_of_a_client_are_open(self):
        self.open()
        for flow in ('USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH'):
            with self.assertRaisesRegex(ClientError, f'{flow} flow not enabled'):
                self.initiate(flow=flow, PASSWORD='x', SRP_A='1', REFRESH_TOKEN='x')
        self.change(users({'ExplicitAuthFlows': ['ALLOW_USER_SRP_AUTH']}), OUTPUTS)
        with self.assertRaisesRegex(ClientError, 'USER_AUTH flow not enabled'):
            self.otp()
        with self.assertRaisesRegex(ClientError, 'InvalidPasswordException'):
            self.sign_up()

    def test_a_pool_of_administrators_takes_no_sign_up(self):
        self.open(AdminCreateUserConfig={'AllowAdminCreateUserOnly': True})
        with self.assertRaisesRegex(ClientError, 'SignUp is not permitted'):
            self.sign_up()

    def test_a_secret_of_the_client_is_asked_for(self):
        self.open({'GenerateSecret': True})
        with self.assertRaisesRegex(ClientError, 'SECRET_HASH was not received'):
            self.otp()

    def test_a_refresh_token_rotates(self):
        self.open()
        first = self.signed_in()['RefreshToken']
        second = self.cognito.get_tokens_from_refresh_token(ClientId=self.app, RefreshToken=first)
        second = second['AuthenticationResult']['RefreshToken']
        with self.assertRaisesRegex(ClientError, 'RefreshTokenReuseException'):
            self.cognito.get_tokens_from_refresh_token(ClientId=self.app, RefreshToken=first)
        self.cognito.revoke_token(ClientId=self.app, Token=second)
        with self.assertRaisesRegex(ClientError, 'NotAuthorizedException'):
            self.cognito.get_tokens_from_refresh_token(ClientId=self.app, RefreshToken=second)

    def test_the_words_of_the_mail_are_those_of_the_template(self):
        self.open(EmailAuthenticationMessage='Your Tracker code: {####}', EmailAuthenticationSubject='Tracker')
        self.signed_in()
        mail = mails(self)[-1]
        self.assertEqual(mail['Subject'], 'Tracker')
        self.assertRegex(mail['BodyText'], r'^Your Tracker code: \d{8}$')
