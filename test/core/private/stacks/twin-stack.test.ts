import { App, Aws, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { edgeStackOf } from '../../../../src/core/private/stacks/edge-stack';
import { areDifferent, areInOnePartition, topLevelStack } from '../../../../src/core/private/stacks/stack-of';
import { twinIn } from '../../../../src/core/private/stacks/twin-stack';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../../support/cloud';

const FRANKFURT = { account: WORKLOAD.account, region: 'eu-central-1' };
const given = (stack: Stack) => ({ stack, prop: 'backupStack', reason: 'where copies are kept' });

test('a stack has one twin in each region, a child of its own, named after it', () => {
  const stack = workloadStack();
  const [frankfurt, edge] = [twinIn(stack, 'eu-central-1'), twinIn(stack, 'us-east-1')];
  const facts = [frankfurt, edge].map(({ node, stackName, environment, templateOptions }) => [
    ...[node.path, stackName, environment, templateOptions.description],
  ]);

  expect(twinIn(stack, 'eu-central-1')).toBe(frankfurt);
  expect(facts).toEqual([
    ['Web/Twin-eu-central-1', 'Web-eu-central-1', 'aws://111111111111/eu-central-1', 'What Web needs in eu-central-1'],
    ['Web/EdgeTwin', 'Web-edge', 'aws://111111111111/us-east-1', 'What Web needs in us-east-1'],
  ]);
});

test('the twin in us-east-1 and the edge stack are one', () => {
  const stack = workloadStack();

  expect(twinIn(stack, 'us-east-1')).toBe(edgeStackOf(stack));
});

test('RB2b a stack of the region is its own twin', () => {
  const stack = new Stack(newApp(), 'Web', { env: FRANKFURT });

  expect(twinIn(stack, 'eu-central-1')).toBe(stack);
  expect(stack.node.children).toEqual([]);
});

test('a stack without a region has a twin in a region, and is its own in the region that it will have', () => {
  const stack = new Stack(newApp(), 'Web');

  expect(twinIn(stack, 'eu-central-1').region).toBe('eu-central-1');
  expect(twinIn(stack, stack.region)).toBe(stack);
});

test('a region that only CloudFormation knows is refused', () => {
  expect(() => twinIn(workloadStack(), Aws.REGION)).toThrowProblem(
    'twin-stack/late-region',
    'region',
    'a region that only CloudFormation knows',
  );
});

test('a nested stack shares the twin of its outermost parent', () => {
  const stack = workloadStack();
  const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');

  expect(topLevelStack(nested)).toBe(stack);
  expect(twinIn(nested, 'eu-central-1')).toBe(twinIn(stack, 'eu-central-1'));
});

test('the twin is protected against deletion where its stack is', () => {
  const stack = new Stack(newApp(), 'Web', { env: WORKLOAD, terminationProtection: true });

  expect(twinIn(stack, 'eu-central-1').terminationProtection).toBe(true);
  expect(twinIn(workloadStack(), 'eu-central-1').terminationProtection).toBe(false);
});

test('a twin in another partition is refused, for every pair of regions that the CDK knows', () => {
  const regions = RegionInfo.regions;
  const pairs = regions.flatMap((one) => regions.map((other) => ({ one, other })));
  const wrong = pairs.filter(({ one, other }) => {
    return areInOnePartition(one.name, other.name) !== (one.partition === other.partition);
  });

  expect(wrong).toEqual([]);
  expect(() => twinIn(new Stack(newApp(), 'Web', { env: { region: 'cn-north-1' } }), 'us-gov-west-1')).toThrowProblem(
    'twin-stack/other-partition',
    'env.region',
    'cn-north-1',
  );
});

describe('a stack given by the team', () => {
  test('is taken, even where the stack is in the region itself', () => {
    const app = newApp();
    const ours = new Stack(app, 'Ours', { env: FRANKFURT });
    const web = new Stack(app, 'Web', { env: FRANKFURT });

    expect([workloadStack(app, 'Api'), web].map((stack) => twinIn(stack, 'eu-central-1', given(ours)))).toEqual([
      ours,
      ours,
    ]);
  });

  test.each<[code: string, value: string, stack: (app: App) => Stack]>([
    ['other-region', 'Ours in eu-west-1', (app) => new Stack(app, 'Ours', { env: { region: 'eu-west-1' } })],
    ['other-region', 'Agnostic in no explicit region', (app) => new Stack(app, 'Agnostic')],
    ['nested', 'Ours/Nested', (app) => new NestedStack(new Stack(app, 'Ours', { env: FRANKFURT }), 'Nested')],
    [
      'other-account',
      'Ours in account 222222222222',
      (app) => new Stack(app, 'Ours', { env: { ...FRANKFURT, account: '222222222222' } }),
    ],
    ['other-stage', 'Prod/Ours', (app) => new Stack(new Stage(app, 'Prod'), 'Ours', { env: FRANKFURT })],
  ])('is refused as %s: %s', (code, value, stackIn) => {
    const app = newApp();

    expect(() => twinIn(workloadStack(app), 'eu-central-1', given(stackIn(app)))).toThrowProblem(
      `twin-stack/${code}`,
      'backupStack',
      value,
    );
  });
});

test("a child of the team's own with the name of the twin is no twin", () => {
  const stack = workloadStack();
  new NestedStack(stack, 'eu-central-1');

  expect(twinIn(stack, 'eu-central-1').stackName).toBe('Web-eu-central-1');
});

test('accounts that are not known yet are not different', () => {
  expect(areDifferent('1', '2')).toBe(true);
  expect(areDifferent('1', '1')).toBe(false);
  expect(areDifferent(new Stack().account, '1')).toBe(false);
});
