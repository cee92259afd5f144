from botocore.exceptions import ClientError

from emulator.tests.support import Deployed

OUT = {'Ref': {'Ref': 'Secret'}, 'Id': {'Fn::GetAtt': ['Secret', 'Id']}}


def secret(name='bank/api/DB_URI', **properties):
    return {'Secret': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'Name': name, **properties}}}


class TestSecretReference(Deployed):
    def read(self, known):
        return self.client('secretsmanager').describe_secret(SecretId=known)

    def test_it_is_the_arn(self):
        made = self.deploy(secret(), OUT)
        self.assertEqual(made['Ref'], self.read('bank/api/DB_URI')['ARN'])
        self.assertEqual(made['Ref'], made['Id'])

    def test_it_stays_when_the_secret_changes(self):
        made = self.deploy(secret(), OUT)
        self.assertEqual(self.change(secret(Description='The database'), OUT), made)
        self.assertEqual(self.read(made['Ref'])['Description'], 'The database')

    def test_another_name_makes_a_new_one(self):
        made = self.deploy(secret(), OUT)
        changed = self.change(secret('bank/api/OTHER'), OUT)
        self.assertEqual(changed['Ref'], self.read('bank/api/OTHER')['ARN'])
        with self.assertRaises(ClientError):
            self.read(made['Ref'])

    def test_it_is_gone_with_its_stack(self):
        self.deploy(secret(), OUT)
        self.destroy()
        self.assertEqual(self.client('secretsmanager').list_secrets()['SecretList'], [])

    def test_it_has_not_drifted(self):
        self.deploy(secret(), OUT)
        stacks = self.client('cloudformation')
        found = stacks.detect_stack_resource_drift(StackName='Stack', LogicalResourceId='Secret')
        self.assertEqual(found['StackResourceDrift']['StackResourceDriftStatus'], 'IN_SYNC')
