import { Aws } from 'aws-cdk-lib';
import { checkedPlan } from '../../../src/gate/private/plan-text';
import { workloadStack } from '../../support/cloud';

const gate = workloadStack();

test('what a describer gave is taken, its keys sorted', () => {
  expect(checkedPlan(gate, { text: 'A plan', json: '{"b":1,"a":2}' })).toEqual({
    text: 'A plan',
    json: '{\n  "a": 2,\n  "b": 1\n}\n',
    files: {},
  });
});

test.each(['plan.json', 'manifest.json', '../import.json', 'Bank.template.json', 'import'])(
  'a file that is none beside the plan is refused: %s',
  (name) => {
    const plan = { text: '', json: '{}', files: { 'import-api.json': '{}', [name]: '{}' } };

    expect(() => checkedPlan(gate, plan)).toThrowProblem('resource-gate/plan-file-name', 'files', name);
  },
);

test.each(['[]', '"plan"', 'null', '{', ''])('JSON that is no object is refused: %s', (json) => {
  expect(() => checkedPlan(gate, { text: '', json })).toThrowProblem('resource-gate/plan-not-json', 'json', json);
});

test.each(['text', 'json', 'files.x.json'])('a value that only CloudFormation knows is refused in the %s', (prop) => {
  const late = `bucket of ${Aws.STACK_NAME}`;
  const plan = {
    text: 'A plan',
    json: '{}',
    ...(prop.startsWith('files') ? { files: { 'x.json': late } } : { [prop]: late }),
  };

  expect(() => checkedPlan(gate, plan)).toThrowProblem('resource-gate/plan-has-token', prop, 'bucket of <token>');
});
