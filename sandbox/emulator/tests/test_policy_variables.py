import urllib.error
import urllib.request

from emulator.tests.builders_iam import allow, client_of, code, make_role, session
from emulator.tests.support import ACCOUNT, EDGE, Deployed

TENANT = '${aws:PrincipalTag/tenant}'
TRUST = {
    'Principal': {'AWS': ACCOUNT},
    'Action': ['sts:AssumeRole', 'sts:TagSession'],
    'Condition': {'StringLike': {'aws:RequestTag/tenant': '?*'}, 'StringNotLike': {'aws:RequestTag/tenant': '*/*'}},
}


class TestPolicyVariables(Deployed):
    """patches/policy_variables.py: the policy of the tenant role of a FileStore."""

    arguments = ('--account', ACCOUNT)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client('s3', EDGE).create_bucket(Bucket='files')

    def setUp(self):
        iam = self.client('iam')
        known = [role['RoleName'] for role in iam.list_roles()['Roles']]
        if 'tenant' not in known:
            listed = allow('s3:ListBucket', 'arn:aws:s3:::files', StringLike={'s3:prefix': f'{TENANT}/*'})
            files = allow(['s3:GetObject', 's3:PutObject'], f'arn:aws:s3:::files/{TENANT}/*')
            make_role(self, 'tenant', listed, files, trust=TRUST)

    def of(self, *tags):
        asked = {
            'RoleArn': f'arn:aws:iam::{ACCOUNT}:role/tenant',
            'RoleSessionName': 'test',
            'Tags': [{'Key': 'tenant', 'Value': tag} for tag in tags],
        }
        return self.client('sts').assume_role(**asked)['Credentials']

    def test_a_session_reaches_the_prefix_of_its_tenant_alone(self):
        one, other = (client_of(self, 's3', self.of(tenant), EDGE) for tenant in ('a', 'ab'))
        self.assertEqual(code(one.put_object, Bucket='files', Key='a/x', Body=b'1'), 'allowed')
        self.assertEqual(code(one.get_object, Bucket='files', Key='a/x'), 'allowed')
        self.assertEqual(code(other.get_object, Bucket='files', Key='a/x'), 'AccessDenied')
        self.assertEqual(code(one.put_object, Bucket='files', Key='ab/x', Body=b'1'), 'AccessDenied')

    def test_a_session_lists_the_prefix_of_its_tenant_alone(self):
        s3 = client_of(self, 's3', self.of('a'), EDGE)
        listed = {prefix: code(s3.list_objects_v2, Bucket='files', Prefix=prefix) for prefix in ('a/', 'a', 'ab/', '')}
        self.assertEqual(listed, {'a/': 'allowed', 'a': 'AccessDenied', 'ab/': 'AccessDenied', '': 'AccessDenied'})

    def test_a_presigned_url_of_the_session_is_limited_too(self):
        s3 = client_of(self, 's3', self.of('a'), EDGE)
        s3.put_object(Bucket='files', Key='a/y', Body=b'1')
        self.client('s3', EDGE).put_object(Bucket='files', Key='b/y', Body=b'2')
        answers = {}
        for key in ('a/y', 'b/y'):
            try:
                url = s3.generate_presigned_url('get_object', Params={'Bucket': 'files', 'Key': key})
                answers[key] = urllib.request.urlopen(url, timeout=10).status
            except urllib.error.HTTPError as refused:
                with refused:
                    answers[key] = refused.code
        self.assertEqual(answers, {'a/y': 200, 'b/y': 403})

    def test_the_trust_refuses_what_names_no_tenant(self):
        service = session(self, 'sts', 'service', allow(['sts:AssumeRole', 'sts:TagSession']))
        role = f'arn:aws:iam::{ACCOUNT}:role/tenant'

        def assumed(*tags):
            sent = [{'Key': 'tenant', 'Value': tag} for tag in tags]
            return code(service.assume_role, RoleArn=role, RoleSessionName='test', Tags=sent)

        self.assertEqual([assumed('a'), assumed(), assumed(''), assumed('a/b')], ['allowed', *['AccessDenied'] * 3])

    def test_a_statement_without_the_value_does_not_hold(self):
        s3 = session(self, 's3', 'untagged', allow('s3:GetObject', f'arn:aws:s3:::files/{TENANT}/*'), region=EDGE)
        self.assertEqual(code(s3.get_object, Bucket='files', Key=f'{TENANT}/x'), 'AccessDenied')
