"""State machines in JSONata, as FileImport makes them, and their ends."""

import itertools
import json
import time

READ = 'arn:aws:states:::aws-sdk:s3:getObject'
ROLE = 'arn:aws:iam::111122223333:role/machine'
SOON = 20
_numbers = itertools.count()


def machine(test, states):
    """A state machine that starts at its first state; its ARN."""
    definition = {'QueryLanguage': 'JSONata', 'StartAt': next(iter(states)), 'States': states}
    made = test.client('stepfunctions').create_state_machine(
        name=f'machine-{next(_numbers)}', definition=json.dumps(definition), roleArn=ROLE
    )['stateMachineArn']
    test.addCleanup(test.client('stepfunctions').delete_state_machine, stateMachineArn=made)
    return made


def ended(test, arn, given=None):
    """Starts an execution; how it ended."""
    states = test.client('stepfunctions')
    execution = states.start_execution(stateMachineArn=arn, input=json.dumps(given or {}))['executionArn']
    end = time.monotonic() + SOON
    while (found := states.describe_execution(executionArn=execution))['status'] == 'RUNNING':
        assert time.monotonic() < end, f'not within {SOON} s'
        time.sleep(0.05)
    return found


def task(resource, arguments, **more):
    return {'Type': 'Task', 'Resource': resource, 'Arguments': arguments, 'End': True, **more}
