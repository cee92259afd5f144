from emulator.tests.support import ACCOUNT, Deployed

ARN = f'arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com'
OUT = {'Ref': {'Ref': 'Issuer'}, 'Arn': {'Fn::GetAtt': ['Issuer', 'Arn']}}


def provider(**properties):
    own = {'Url': 'https://token.actions.githubusercontent.com', 'ClientIdList': ['sts.amazonaws.com']}
    return {'Issuer': {'Type': 'AWS::IAM::OIDCProvider', 'Properties': {**own, **properties}}}


class TestOidcProvider(Deployed):
    def read(self):
        found = self.client('iam').get_open_id_connect_provider(OpenIDConnectProviderArn=ARN)
        return found['ClientIDList'], found['ThumbprintList']

    def test_it_comes_changes_and_goes(self):
        self.assertEqual(self.deploy(provider(), OUT), {'Ref': ARN, 'Arn': ARN})
        self.assertEqual(self.read(), (['sts.amazonaws.com'], []))
        self.change(provider(ClientIdList=['sts.amazonaws.com', 'other'], ThumbprintList=['f' * 40]), OUT)
        self.assertEqual(self.read(), (['sts.amazonaws.com', 'other'], ['f' * 40]))
        self.destroy()
        self.assertEqual(self.client('iam').list_open_id_connect_providers()['OpenIDConnectProviderList'], [])

    def test_an_account_has_one_for_an_issuer(self):
        self.deploy(provider())
        with self.assertRaisesRegex(AssertionError, 'already exists'):
            self.deploy(provider(), name='Second')
