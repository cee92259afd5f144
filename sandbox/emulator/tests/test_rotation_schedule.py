from emulator.tests.builders import SECRET, secret
from emulator.tests.support import Deployed


def rotated(days=None, **properties):
    resources = secret(SecretString='given')
    if days:
        rules = {'RotationRules': {'AutomaticallyAfterDays': days}, 'SecretId': {'Ref': next(iter(resources))}}
        schedule = {'Type': 'AWS::SecretsManager::RotationSchedule', 'Properties': {**rules, **properties}}
        return {**resources, 'Schedule': schedule}
    return resources


class TestRotationSchedule(Deployed):
    def read(self):
        described = self.client('secretsmanager').describe_secret(SecretId=SECRET)
        return described['RotationEnabled'], described.get('RotationRules'), len(described['VersionIdsToStages'])

    def test_it_comes_changes_and_goes_and_the_value_stays(self):
        self.deploy(rotated(7))
        self.assertEqual(self.read(), (True, {'AutomaticallyAfterDays': 7}, 1))
        self.change(rotated(30, RotateImmediatelyOnUpdate=False))
        self.assertEqual(self.read(), (True, {'AutomaticallyAfterDays': 30}, 1))
        self.change(rotated())
        self.assertFalse(self.read()[0])

    def test_a_secret_that_is_not_there_is_refused(self):
        resources = rotated(7)
        resources['Schedule']['Properties']['SecretId'] = 'arn:aws:secretsmanager:ap-southeast-1:1:secret:none-AbCdEf'
        with self.assertRaisesRegex(AssertionError, "can't find the specified secret"):
            self.deploy(resources)
