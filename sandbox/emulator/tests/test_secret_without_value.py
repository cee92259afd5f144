from botocore.exceptions import ClientError

from emulator.tests.builders import SECRET, secret
from emulator.tests.support import Deployed


class TestSecretWithoutValue(Deployed):
    """patches/secret_without_value.py"""

    def versions(self):
        return self.client('secretsmanager').describe_secret(SecretId=SECRET).get('VersionIdsToStages') or {}

    def value(self):
        return self.client('secretsmanager').get_secret_value(SecretId=SECRET)['SecretString']

    def test_a_secret_without_a_value_has_no_version(self):
        self.deploy(secret())
        self.assertEqual(self.versions(), {})
        with self.assertRaises(ClientError) as refused:
            self.value()
        self.assertEqual(refused.exception.response['Error']['Code'], 'ResourceNotFoundException')

    def test_a_value_survives_an_update(self):
        self.deploy(secret())
        self.client('secretsmanager').put_secret_value(SecretId=SECRET, SecretString='filled in')
        self.assertEqual(list(self.versions().values()), [['AWSCURRENT']])
        self.change(secret(Description='The key'))
        self.assertEqual(self.value(), 'filled in')

    def test_one_with_a_value_has_it(self):
        self.deploy(secret(SecretString='given'))
        self.assertEqual(self.value(), 'given')

    def test_one_that_is_generated_has_a_value(self):
        self.deploy(secret(GenerateSecretString={'PasswordLength': 20}))
        self.assertEqual(len(self.value()), 20)

    def test_a_name_that_is_taken_is_refused(self):
        self.client('secretsmanager').create_secret(Name=SECRET, SecretString='of another owner')
        self.addCleanup(self.client('secretsmanager').delete_secret, SecretId=SECRET, ForceDeleteWithoutRecovery=True)
        with self.assertRaisesRegex(AssertionError, f'the secret {SECRET} already exists'):
            self.deploy(secret())
        self.assertEqual(self.value(), 'of another owner')
