import time

from emulator.tests.builders_iam import ISSUER, PROVIDER, code, make_role, token
from emulator.tests.support import ACCOUNT, Deployed


class TestWebIdentity(Deployed):
    """patches/web_identity.py: which tokens STS takes."""

    arguments = ('--account', ACCOUNT)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client('iam').create_open_id_connect_provider(Url=f'https://{ISSUER}', ClientIDList=['sts.amazonaws.com'])

    def role(self, name, **claims):
        condition = {'StringEquals': {f'{ISSUER}:{claim}': value for claim, value in claims.items()}}
        trust = {'Principal': {'Federated': PROVIDER}, 'Action': 'sts:AssumeRoleWithWebIdentity'}
        return make_role(self, name, trust={**trust, 'Condition': condition})

    def assume(self, role, text):
        call = self.client('sts').assume_role_with_web_identity
        return code(call, RoleArn=role, RoleSessionName='test', WebIdentityToken=text)

    def test_the_subject(self):
        role = self.role('by-subject', aud='sts.amazonaws.com', sub=['repo:a/b', 'repo:a@1/b@2'])
        self.assertEqual(self.assume(role, token()), 'allowed')
        self.assertEqual(self.assume(role, token(sub='repo:a@1/b@2')), 'allowed')
        for wrong in ('repo:a/c', 'REPO:a/b', 'repo:a/b:x', None):
            self.assertEqual(self.assume(role, token(sub=wrong)), 'AccessDenied', wrong)

    def test_the_claims_of_github(self):
        role = self.role('by-id', sub='repo:a/b', repository_id='2')
        self.assertEqual(self.assume(role, token(repository_id='2')), 'allowed')
        self.assertEqual(self.assume(role, token(repository_id='3')), 'AccessDenied')
        self.assertEqual(self.assume(role, token()), 'AccessDenied')

    def test_a_claim_that_sts_does_not_know(self):
        role = self.role('by-run', run_id='1')
        self.assertEqual(self.assume(role, token(run_id='1')), 'AccessDenied')

    def test_what_is_wrong_whatever_the_role_trusts(self):
        role = self.role('any', aud=['sts.amazonaws.com', 'other'])
        self.assertEqual(self.assume(role, token(aud='other')), 'InvalidIdentityToken')
        self.assertEqual(self.assume(role, token(aud=None)), 'InvalidIdentityToken')
        self.assertEqual(self.assume(role, token(iss='https://gitlab.com')), 'InvalidIdentityToken')
        self.assertEqual(self.assume(role, 'no.token.x'), 'InvalidIdentityToken')
        self.assertEqual(self.assume(role, token(exp=time.time() - 1)), 'ExpiredTokenException')
