import { Aws } from 'aws-cdk-lib';
import { checkedPlan } from '../../../src/gate/private/plan-text';
import { workloadStack } from '../../support/cloud';

const gate = workloadStack();

test('what a describer gave is taken, its keys sorted', () => {
  expect(checkedPlan(gate, { text: 'A plan', json: '{"b":1,"a":2}' })).toEqual({
    text: 'A plan',
    json: '{\n  "a": 2,\n  "b": 1\n}\n',
  });
});

test.each(['[]', '"plan"', 'null', '{', ''])('JSON that is no object is refused: %s', (json) => {
  expect(() => checkedPlan(gate, { text: '', json })).toThrowProblem('resource-gate/plan-not-json', 'json', json);
});

test.each(['text', 'json'])('a value that only CloudFormation knows is refused in the %s', (prop) => {
  const plan = { text: 'A plan', json: '{}', [prop]: `bucket of ${Aws.STACK_NAME}` };

  expect(() => checkedPlan(gate, plan)).toThrowProblem('resource-gate/plan-has-token', prop, 'bucket of <token>');
});
