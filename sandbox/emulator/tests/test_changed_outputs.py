import time

from botocore.exceptions import ClientError

from emulator.tests.builders import changed_outputs
from emulator.tests.support import Deployed


class TestChangedOutputs(Deployed):
    def outputs(self):
        stack = self.client('cloudformation').describe_stacks(StackName='Outputs')['Stacks'][0]
        return [one['OutputKey'] for one in stack.get('Outputs', [])]

    def test_a_change_set_of_outputs_alone_has_no_changes_and_is_executed(self):
        said, execute = changed_outputs(self, Name={'Ref': 'One'})
        status = [said['Status'], said['ExecutionStatus'], said['Changes']]
        self.assertEqual(status, ['CREATE_COMPLETE', 'AVAILABLE', []])
        execute()
        end = time.monotonic() + 10
        while self.outputs() != ['Name'] and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual(self.outputs(), ['Name'])

    def test_one_without_any_change_fails_as_before(self):
        said, execute = changed_outputs(self)
        self.assertEqual([said['Status'], said['ExecutionStatus']], ['FAILED', 'UNAVAILABLE'])
        self.assertIn("didn't contain changes", said['StatusReason'])
        with self.assertRaises(ClientError):
            execute()
