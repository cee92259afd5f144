from botocore.exceptions import ClientError

from emulator.tests.builders_api import OUTPUTS as API_OUTPUTS
from emulator.tests.builders_api import ask, default_host, machine_api, method, resource
from emulator.tests.builders_users import EMAIL, OUTPUTS, ROTATION, code_of, mails, public_client, users
from emulator.tests.support import ACCOUNT, EDGE, Deployed
from emulator.tests.test_services import templates

METADATA = 'https://login.microsoftonline.com/t/federationmetadata/2007-06/federationmetadata.xml'


def provider(name='Entra', **mapping):
    return {
        'Type': 'AWS::Cognito::UserPoolIdentityProvider',
        'Properties': {
            'UserPoolId': {'Ref': 'Users'},
            'ProviderName': name,
            'ProviderType': 'SAML',
            'ProviderDetails': {'MetadataURL': METADATA, 'IDPSignout': 'false'},
            'AttributeMapping': {'email': 'http://schemas.xmlsoap.org/claims/emailaddress', **mapping},
        },
    }


class TestUserPool(Deployed):
    """User pools of templates; resource_types/user_pool_identity_provider.py."""

    arguments = ('--account', ACCOUNT)

    def test_an_identity_provider_comes_changes_and_goes(self):
        cognito = self.client('cognito-idp')
        made = self.deploy({**users(), 'Entra': provider()}, {**OUTPUTS, 'Name': {'Ref': 'Entra'}})

        def read(name):
            asked = {'UserPoolId': made['Pool'], 'ProviderName': name}
            try:
                return cognito.describe_identity_provider(**asked)['IdentityProvider']
            except ClientError as refused:
                return refused.response['Error']['Code']

        self.assertEqual(made['Name'], 'Entra')
        self.assertEqual(read('Entra')['ProviderDetails'], {'MetadataURL': METADATA, 'IDPSignout': 'false'})
        self.change({**users(), 'Entra': provider(name='name')}, OUTPUTS)
        self.assertEqual(read('Entra'), 'ResourceNotFoundException')
        self.change({**users(), 'Entra': provider(name='name', given_name='first')}, OUTPUTS)
        self.assertEqual(read('name')['AttributeMapping']['given_name'], 'first')
        self.change(users(), OUTPUTS)
        self.assertEqual(read('name'), 'ResourceNotFoundException')

    def test_the_directory_of_the_cdk_deploys(self):
        self.deploy(templates()['users']['Resources'], name='users')
        (pool,) = self.client('cognito-idp').list_user_pools(MaxResults=10)['UserPools']
        providers = self.client('cognito-idp').list_identity_providers(UserPoolId=pool['Id'])['Providers']
        self.assertEqual([one['ProviderName'] for one in providers], ['Entra'])

    def test_a_client_and_its_domain_can_be_read(self):
        login = {
            'AllowedOAuthFlowsUserPoolClient': True,
            'AllowedOAuthFlows': ['code'],
            'AllowedOAuthScopes': ['openid', 'email'],
            'CallbackURLs': ['https://auth.tracker.example/callback'],
            'LogoutURLs': ['https://app.tracker.example'],
            'SupportedIdentityProviders': ['COGNITO'],
            'IdTokenValidity': 60,
            'TokenValidityUnits': {'IdToken': 'minutes'},
        }
        domain = {'UserPoolId': {'Ref': 'Users'}, 'Domain': 'tracker', 'ManagedLoginVersion': 2}
        resources = {**users(login), 'Domain': {'Type': 'AWS::Cognito::UserPoolDomain', 'Properties': domain}}
        made = self.deploy(resources, {**OUTPUTS, 'Domain': {'Ref': 'Domain'}})
        cognito = self.client('cognito-idp')
        asked = {'UserPoolId': made['Pool'], 'ClientId': made['Client']}
        client = cognito.describe_user_pool_client(**asked)['UserPoolClient']
        expected = {**login, 'ExplicitAuthFlows': ['ALLOW_USER_AUTH'], 'RefreshTokenRotation': ROTATION}
        self.assertEqual({name: client.get(name) for name in expected}, expected)
        described = cognito.describe_user_pool_domain(Domain=made['Domain'])['DomainDescription']
        self.assertEqual((described['UserPoolId'], described['ManagedLoginVersion']), (made['Pool'], 2))

    def test_a_custom_domain_leads_to_its_distribution(self):
        certificate = f'arn:aws:acm:{EDGE}:{ACCOUNT}:certificate/x'
        domain = {'Domain': 'login.tracker.example', 'CustomDomainConfig': {'CertificateArn': certificate}}
        resources = users()
        resources['Domain'] = {
            'Type': 'AWS::Cognito::UserPoolDomain',
            'Properties': {'UserPoolId': {'Ref': 'Users'}, **domain},
        }
        out = {'Target': {'Fn::GetAtt': ['Domain', 'CloudFrontDistribution']}}
        self.assertRegex(self.deploy(resources, out)['Target'], r'\.cloudfront\.net$')

    def test_a_rest_api_takes_its_tokens(self):
        authorizer = {
            'RestApiId': {'Ref': 'Api'},
            'Name': 'users',
            'Type': 'COGNITO_USER_POOLS',
            'IdentitySource': 'method.request.header.Authorization',
            'ProviderARNs': [{'Fn::GetAtt': ['Users', 'Arn']}],
        }
        of_users = {'AuthorizationType': 'COGNITO_USER_POOLS', 'AuthorizerId': {'Ref': 'OfUsers'}}
        more = {
            **users(),
            'OfUsers': {'Type': 'AWS::ApiGateway::Authorizer', 'Properties': authorizer},
            'Me': resource('me'),
            'MeGet': method({'Ref': 'Me'}, **of_users),
        }
        made = self.deploy(machine_api(more=more), {**OUTPUTS, **API_OUTPUTS})
        cognito, app = public_client(self), {'ClientId': made['Client']}
        cognito.sign_up(**app, Username=EMAIL, UserAttributes=[{'Name': 'email', 'Value': EMAIL}])
        cognito.confirm_sign_up(**app, Username=EMAIL, ConfirmationCode=code_of(mails(self)[-1]))
        parameters = {'USERNAME': EMAIL, 'PREFERRED_CHALLENGE': 'EMAIL_OTP'}
        session = cognito.initiate_auth(**app, AuthFlow='USER_AUTH', AuthParameters=parameters)['Session']
        answers = {'USERNAME': EMAIL, 'EMAIL_OTP_CODE': code_of(mails(self)[-1])}
        signed_in = cognito.respond_to_auth_challenge(
            **app, ChallengeName='EMAIL_OTP', Session=session, ChallengeResponses=answers
        )
        token, host = signed_in['AuthenticationResult']['IdToken'], default_host(made['Api'])
        status, event, _ = ask(self, host, '/v/me', token)
        self.assertEqual((status, event['requestContext']['authorizer']['claims']['email']), (200, EMAIL))
        self.assertEqual(ask(self, host, '/v/me', f'{token[:-4]}AAAA')[0], 401)
        self.assertEqual(ask(self, host, '/v/me')[0], 401)
