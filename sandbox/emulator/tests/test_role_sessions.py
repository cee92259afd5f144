import json

from emulator.tests.builders_iam import allow, client_of, code, make_role, make_tls_bucket, session
from emulator.tests.support import ACCOUNT, EDGE, REGION, Deployed


class TestRoleSessions(Deployed):
    """patches/role_sessions.py: whose requests IAM is asked about."""

    arguments = ('--account', ACCOUNT)

    def test_a_role_does_what_its_policy_allows(self):
        self.client('s3', EDGE).create_bucket(Bucket='own')
        self.client('s3', EDGE).create_bucket(Bucket='near')
        s3 = session(self, 's3', 'writes', allow('s3:PutObject', 'arn:aws:s3:::own/*'), region=EDGE)
        self.assertEqual(code(s3.put_object, Bucket='own', Key='a', Body=b'x'), 'allowed')
        self.assertEqual(code(s3.put_object, Bucket='near', Key='a', Body=b'x'), 'AccessDenied')
        self.assertEqual(code(s3.get_object, Bucket='own', Key='a'), 'AccessDenied')

    def test_a_role_without_a_policy_does_nothing(self):
        sqs = session(self, 'sqs', 'empty')
        self.assertIn('AccessDenied', code(sqs.list_queues))

    def test_a_deny_wins(self):
        deny = {**allow('iam:*', f'arn:aws:iam::{ACCOUNT}:role/itself'), 'Effect': 'Deny'}
        iam = session(self, 'iam', 'itself', allow('*'), deny)
        self.assertEqual(code(iam.get_role, RoleName='itself'), 'AccessDenied')
        self.assertEqual(code(iam.list_roles), 'allowed')

    def test_the_keys_of_the_account_may_do_everything(self):
        self.assertEqual(code(self.client('sqs').list_queues), 'allowed')

    def test_a_wrong_secret_is_refused(self):
        role = make_role(self, 'signs', allow('*'))
        credentials = self.client('sts').assume_role(RoleArn=role, RoleSessionName='test')['Credentials']
        wrong = client_of(self, 'sqs', {**credentials, 'SecretAccessKey': 'x'})
        self.assertIn('Signature', code(wrong.list_queues))

    def test_a_bucket_that_requires_tls_serves_a_role(self):
        make_tls_bucket(self, 'tls')
        s3 = session(self, 's3', 'over-tls', allow('s3:PutObject'), region=EDGE)
        self.assertEqual(code(s3.put_object, Bucket='tls', Key='a', Body=b'x'), 'allowed')

    def test_a_stack_goes_on_with_the_permissions_of_cloudformation(self):
        topic = {'Resources': {'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'by-stack'}}}}
        formation = session(self, 'cloudformation', 'deploys', allow('cloudformation:*'))
        formation.create_stack(StackName='ByRole', TemplateBody=json.dumps(topic))
        self.addCleanup(self.destroy, 'ByRole')
        self.assertEqual(self._settled('ByRole', REGION)['StackStatus'], 'CREATE_COMPLETE')


class TestTrust(Deployed):
    """patches/role_sessions.py: STS reads the trust policy for every caller."""

    arguments = ('--account', ACCOUNT)

    def assume(self, role, client=None):
        return code((client or self.client('sts')).assume_role, RoleArn=role, RoleSessionName='test')

    def test_a_role_assumes_another_with_permission_and_trust(self):
        other = make_role(self, 'other')
        foreign = make_role(self, 'foreign', trust={'Principal': {'AWS': '1' * 12}, 'Action': 'sts:AssumeRole'})
        sts = session(self, 'sts', 'first', allow('sts:AssumeRole', [other, foreign]))
        self.assertEqual(self.assume(other, sts), 'allowed')
        self.assertEqual(self.assume(foreign, sts), 'AccessDenied')
        self.assertEqual(self.assume(make_role(self, 'third'), sts), 'AccessDenied')
        self.assertEqual(self.assume(foreign), 'AccessDenied')

    def test_the_root_user_stands_for_ecs(self):
        def role(name, source):
            condition = {'StringEquals': {'aws:SourceAccount': ACCOUNT}, 'ArnLike': {'aws:SourceArn': source}}
            service = {'Service': 'ecs-tasks.amazonaws.com'}
            trust = {'Principal': service, 'Action': 'sts:AssumeRole', 'Condition': condition}
            return make_role(self, name, trust=trust)

        self.assertEqual(self.assume(role('task', f'arn:aws:ecs:{REGION}:{ACCOUNT}:*')), 'allowed')
        self.assertEqual(self.assume(role('other-task', f'arn:aws:ecs:eu-north-1:{ACCOUNT}:*')), 'AccessDenied')
