import json

from emulator.tests.builders import parameter, stack_output
from emulator.tests.support import EDGE, REGION, Deployed

HUB = '222222222222'


class TestGetStackOutput(Deployed):
    def setUp(self):
        self.deploy(parameter('there'), {'Out': 'of the edge'}, region=EDGE, name='Twin')

    def reads(self, value):
        made = self.deploy(parameter(value), {'Name': {'Ref': 'Value'}}, name='Reader')
        return self.client('ssm').get_parameter(Name=made['Name'])['Parameter']['Value']

    def test_it_reads_the_region_that_it_names(self):
        self.assertEqual(self.reads(stack_output(Region=EDGE)), 'of the edge')

    def test_it_reads_inside_of_another_function(self):
        self.assertEqual(self.reads({'Fn::Join': ['-', ['it', 'is', stack_output(Region=EDGE)]]}), 'it-is-of the edge')

    def test_its_parts_are_resolved(self):
        self.assertEqual(self.reads(stack_output(Region={'Fn::Sub': 'us-east-1'})), 'of the edge')

    def test_a_namesake_in_the_readers_region_is_another_stack(self):
        self.deploy(parameter('here'), {'Out': 'of the reader'}, name='Twin')
        self.assertEqual(self.reads(stack_output(Region=EDGE)), 'of the edge')

    def test_without_a_region_it_is_the_readers(self):
        self.deploy(parameter('here'), {'Out': 'of the reader'}, name='Twin')
        self.assertEqual(self.reads(stack_output()), 'of the reader')

    def test_by_a_role_it_reads_the_account_of_the_role(self):
        self.deploy(parameter('here'), {'Out': 'of the reader'}, name='Twin')
        self.deploy_in_hub({'Out': {'Value': 'of the hub'}})
        role = self.client('iam', account=HUB).create_role(RoleName='reader', AssumeRolePolicyDocument='{}')
        self.assertEqual(self.reads(stack_output(RoleArn=role['Role']['Arn'])), 'of the hub')

    def test_a_role_that_is_not_there_fails_the_reader(self):
        self.deploy_in_hub({'Out': {'Value': 'of the hub'}})
        role = f'arn:aws:iam::{HUB}:role/other'
        with self.assertRaises(AssertionError) as refused:
            self.reads(stack_output(RoleArn=role))
        self.assertIn(f"Role '{role}' of Fn::GetStackOutput cannot be assumed", str(refused.exception))

    def deploy_in_hub(self, outputs):
        stacks = self.client('cloudformation', account=HUB)
        stacks.create_stack(
            StackName='Twin', TemplateBody=json.dumps({'Resources': parameter('hub'), 'Outputs': outputs})
        )
        stacks.get_waiter('stack_create_complete').wait(StackName='Twin', WaiterConfig={'Delay': 0.1})
        self.addCleanup(stacks.delete_stack, StackName='Twin')

    def test_a_deleted_stack_has_no_outputs(self):
        self.destroy('Twin', EDGE)
        with self.assertRaises(AssertionError) as refused:
            self.reads(stack_output(Region=EDGE))
        self.assertIn(f"Output 'Out' not found in stack 'Twin' in {EDGE}", str(refused.exception))

    def test_an_output_that_is_not_there_fails_the_reader(self):
        with self.assertRaises(AssertionError) as refused:
            self.reads(stack_output(Region=REGION))
        self.assertIn(f"Output 'Out' not found in stack 'Twin' in {REGION}", str(refused.exception))
