import { Aws, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { AccountBaselineProps } from '../../../../src/organization';
import { baselineIn, SINK_ARN, stackSetOf, knownUnit } from '../../../support/baseline';
import { newApp } from '../../../support/cloud';
import { organizationIn, treeStack } from '../../../support/organization';

const LATE = 'a value that only CloudFormation knows';
const budget = { amount: 2000, email: 'aws@acme.example' };

test.each<[string, Partial<AccountBaselineProps>, string, unknown]>([
  ['baseline/empty', { targets: [] }, 'targets', []],
  ['baseline/empty', { regions: [] }, 'regions', []],
  ['baseline/twice', { regions: ['us-east-1', 'us-east-1'] }, 'regions', ['us-east-1', 'us-east-1']],
  ['baseline/region', { regions: ['us-east-1', 'Frankfurt'] }, 'regions', 'Frankfurt'],
  ['baseline/region', { regions: [Aws.REGION] }, 'regions', LATE],
  ['baseline/home-region', { homeRegion: 'eu-west-1' }, 'homeRegion', 'eu-west-1'],
  ['baseline/home-region', { homeRegion: Aws.REGION }, 'homeRegion', LATE],
  ['props/missing', { budget: { amount: 5 } as any }, 'budget.email', undefined],
  ['props/wrong-type', { budget: { ...budget, amount: '5' as any } }, 'budget.amount', '5'],
  ['baseline/budget-amount', { budget: { ...budget, amount: 0 } }, 'budget.amount', 0],
  ['baseline/budget-amount', { budget: { ...budget, amount: NaN } }, 'budget.amount', null],
  ['baseline/budget-amount', { budget: { ...budget, amount: Infinity } }, 'budget.amount', null],
  ['baseline/budget-amount', { budget: { ...budget, amount: lateNumber() } }, 'budget.amount', LATE],
  ['baseline/budget-email', { budget: { ...budget, email: 'aws' } }, 'budget.email', 'aws'],
  ['baseline/budget-email', { budget: { ...budget, email: Aws.STACK_NAME } }, 'budget.email', LATE],
  ['baseline/empty', { costTags: [] }, 'costTags', []],
  ['baseline/twice', { costTags: ['product', 'Product'] }, 'costTags', ['product', 'product']],
  ['baseline/cost-tag', { costTags: ['aws:product', 'cost center'] }, 'costTags', 'aws:product, cost center'],
  ['baseline/monitoring-sink', { monitoringSinkArns: ['sink'] }, 'monitoringSinkArns', 'sink'],
  ['baseline/monitoring-sink', { monitoringSinkArns: [Aws.STACK_ID] }, 'monitoringSinkArns', LATE],
  [
    'baseline/monitoring-sink',
    { regions: ['us-east-1'], monitoringSinkArns: [SINK_ARN] },
    'monitoringSinkArns',
    SINK_ARN,
  ],
  ['baseline/two-sinks', { monitoringSinkArns: [SINK_ARN, SINK_ARN] }, 'monitoringSinkArns', [SINK_ARN, SINK_ARN]],
  ['baseline/percentage', { rollout: { failureTolerancePercentage: 101 } }, 'rollout.failureTolerancePercentage', 101],
  ['baseline/percentage', { rollout: { maxConcurrentPercentage: 0 } }, 'rollout.maxConcurrentPercentage', 0],
  ['props/wrong-type', { rollout: { retainOnAccountRemoval: 'no' as any } }, 'rollout.retainOnAccountRemoval', 'no'],
  ['baseline/stack-set-name', { stackSetName: 'account_baseline' }, 'stackSetName', 'account_baseline'],
  ['baseline/stack-set-name', { stackSetName: 'a'.repeat(33) }, 'stackSetName', 'a'.repeat(33)],
  ['baseline/stack-set-name', { stackSetName: Aws.STACK_NAME }, 'stackSetName', LATE],
  ['props/wrong-type', { regions: 'us-east-1' as any }, 'regions', 'us-east-1'],
  ['props/wrong-type', { targets: ['ou-ab12-workload1'] as any }, 'targets', ['ou-ab12-workload1']],
  ['props/missing', { archive: undefined as any }, 'archive', undefined],
])('%s refuses %j', (code, props, prop, value) => {
  expect(() => baselineIn(treeStack(), props)).toThrowProblem(code, prop, value);
});

function lateNumber(): number {
  return Token.asNumber(Lazy.any({ produce: () => 5 }));
}

test('a whole list that only CloudFormation knows is refused', () => {
  const regions = Fn.split(',', Fn.ref('Regions'));

  expect(() => baselineIn(treeStack(), { regions })).toThrow('baseline/region');
});

test('an organizational unit is named once', () => {
  const stack = treeStack();
  const unit = knownUnit(stack);

  expect(() => baselineIn(stack, { targets: [unit, unit] })).toThrowProblem('baseline/twice', 'targets', [
    'ou-ab12-workload1',
    'ou-ab12-workload1',
  ]);
});

test('PC5c the stack of another account is refused', () => {
  const stack = new Stack(newApp(), 'Tooling', { env: { account: '100000000001', region: 'us-east-1' } });

  expect(() => baselineIn(stack)).toThrowProblem('baseline/not-in-management-account', 'organization', '100000000001');
});

test.each([
  [undefined, [10, 25]],
  [{ failureTolerancePercentage: 0, maxConcurrentPercentage: 100 }, [0, 100]],
])(
  'one region is deployed after the other: of its accounts a tenth may fail, a quarter at once, or %j',
  (rollout, percentages) => {
    const stack = treeStack();
    baselineIn(stack, { rollout });
    const { FailureTolerancePercentage, MaxConcurrentPercentage, ...order } = stackSetOf(stack).OperationPreferences;

    expect([FailureTolerancePercentage, MaxConcurrentPercentage]).toEqual(percentages);
    expect(order).toEqual({ RegionConcurrencyType: 'SEQUENTIAL', RegionOrder: ['us-east-1', 'eu-central-1'] });
  },
);

test('the baseline is retained when its stack is deleted, and an account can keep it when it leaves', () => {
  const stack = treeStack();
  baselineIn(stack, { rollout: { retainOnAccountRemoval: true }, stackSetName: 'acme-baseline' });
  const { attributes, AutoDeployment, StackSetName } = stackSetOf(stack);

  expect(attributes).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  expect([AutoDeployment.RetainStacksOnAccountRemoval, StackSetName]).toEqual([true, 'acme-baseline']);
});
