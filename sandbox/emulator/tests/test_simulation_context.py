from emulator.tests.builders_iam import allow, make_role
from emulator.tests.support import ACCOUNT, Deployed

ARN = f'arn:aws:ecs:eu-west-1:{ACCOUNT}'


class TestSimulationContext(Deployed):
    """patches/simulation_context.py"""

    arguments = ('--account', ACCOUNT)

    def test_a_condition_is_compared_with_the_context_that_is_given(self):
        one = f'{ARN}:cluster/one'
        make_role(self, 'runs', allow('ecs:RunTask', ArnEquals={'ecs:cluster': one}))
        decided = {name: self.decision([('ecs:cluster', f'{ARN}:cluster/{name}')]) for name in ('one', 'two')}
        self.assertEqual(decided, {'one': 'allowed', 'two': 'implicitDeny'})
        self.assertEqual(self.decision([]), 'implicitDeny')

    def decision(self, context):
        entries = [
            {'ContextKeyName': key, 'ContextKeyValues': [value], 'ContextKeyType': 'string'} for key, value in context
        ]
        (result,) = self.client('iam').simulate_principal_policy(
            PolicySourceArn=f'arn:aws:iam::{ACCOUNT}:role/runs',
            ActionNames=['ecs:RunTask'],
            ResourceArns=[f'{ARN}:task-definition/x:1'],
            ContextEntries=entries,
        )['EvaluationResults']
        return result['EvalDecision']
