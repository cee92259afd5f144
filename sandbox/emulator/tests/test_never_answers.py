import json
import time
import unittest

from emulator.tests.support import ACCOUNT, END, REGION, Deployed, Launcher


def custom():
    trust = {
        'Version': '2012-10-17',
        'Statement': [
            {'Effect': 'Allow', 'Principal': {'Service': 'lambda.amazonaws.com'}, 'Action': 'sts:AssumeRole'}
        ],
    }
    return {
        'Role': {'Type': 'AWS::IAM::Role', 'Properties': {'AssumeRolePolicyDocument': trust}},
        'Silent': {
            'Type': 'AWS::Lambda::Function',
            'Properties': {
                'Code': {'ZipFile': 'exports.handler = async () => ({});'},
                'Handler': 'index.handler',
                'Role': {'Fn::GetAtt': ['Role', 'Arn']},
                'Runtime': 'nodejs20.x',
            },
        },
        'Custom': {'Type': 'Custom::Silent', 'Properties': {'ServiceToken': {'Fn::GetAtt': ['Silent', 'Arn']}}},
    }


class TestNeverAnswers(unittest.TestCase):
    """A custom resource that never responds blocks its stack for an hour, but not the end of the emulator."""

    def test_the_emulator_ends_meanwhile(self):
        launcher = Launcher('--account', ACCOUNT)
        self.addCleanup(launcher.stop)

        class At(Deployed):
            url = launcher.url()

        formation = At.client('cloudformation', REGION)
        formation.create_stack(
            StackName='Waits', TemplateBody=json.dumps({'Resources': custom()}), Capabilities=['CAPABILITY_IAM']
        )
        self.assertTrue(self.waits(formation), 'it never came to the custom resource')
        began = time.monotonic()
        self.assertEqual(launcher.stop()[0], 0)
        self.assertLess(time.monotonic() - began, END)

    def waits(self, formation):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            events = formation.describe_stack_events(StackName='Waits')['StackEvents']
            if any(event['LogicalResourceId'] == 'Custom' for event in events):
                return formation.describe_stacks(StackName='Waits')['Stacks'][0]['StackStatus'] == 'CREATE_IN_PROGRESS'
            time.sleep(0.1)
        return False
