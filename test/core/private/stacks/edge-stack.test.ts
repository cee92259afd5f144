import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { edgeStackOf } from '../../../../src/core/private/stacks/edge-stack';
import { areDifferent, topLevelStack } from '../../../../src/core/private/stacks/stack-of';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../../support/cloud';

test('a stack has one twin, a child of its own, in us-east-1', () => {
  const stack = workloadStack();

  const twin = edgeStackOf(stack);

  expect(edgeStackOf(stack)).toBe(twin);
  expect(twin.node.path).toBe('Web/EdgeTwin');
  expect(twin.environment).toBe('aws://111111111111/us-east-1');
});

test('RB2b a stack in us-east-1 is its own edge stack', () => {
  const stack = new Stack(newApp(), 'Web', { env: EDGE });

  expect(edgeStackOf(stack)).toBe(stack);
  expect(stack.node.children).toEqual([]);
});

test('a nested stack shares the twin of its outermost parent', () => {
  const stack = workloadStack();
  const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');

  expect(topLevelStack(nested)).toBe(stack);
  expect(edgeStackOf(nested)).toBe(edgeStackOf(stack));
});

test('the twin is protected against deletion where its stack is', () => {
  const stack = new Stack(newApp(), 'Web', { env: WORKLOAD, terminationProtection: true });

  expect(edgeStackOf(stack).terminationProtection).toBe(true);
  expect(edgeStackOf(workloadStack()).terminationProtection).toBe(false);
});

test('a stack outside the partition aws is refused, in every region that the CDK knows', () => {
  const app = newApp();
  const attempt = (region: string) => expect(() => edgeStackOf(new Stack(app, region, { env: { region } })));

  for (const { name, partition } of RegionInfo.regions) {
    partition === 'aws'
      ? attempt(name).not.toThrow()
      : attempt(name).toThrowProblem('edge-stack/other-partition', 'env.region', name);
  }
});

describe('a stack given by the team', () => {
  test('is taken', () => {
    const app = newApp();
    const given = new Stack(app, 'OurEdge', { env: EDGE });

    expect(edgeStackOf(workloadStack(app), given)).toBe(given);
  });

  test.each<[code: string, value: string, given: (app: App) => Stack]>([
    ['other-region', 'OurEdge in eu-west-1', (app) => new Stack(app, 'OurEdge', { env: { region: 'eu-west-1' } })],
    ['other-region', 'Agnostic in no explicit region', (app) => new Stack(app, 'Agnostic')],
    ['nested', 'OurEdge/Nested', (app) => new NestedStack(new Stack(app, 'OurEdge', { env: EDGE }), 'Nested')],
    [
      'other-account',
      'OurEdge in account 222222222222',
      (app) => new Stack(app, 'OurEdge', { env: { ...EDGE, account: '222222222222' } }),
    ],
    ['other-stage', 'Prod/OurEdge', (app) => new Stack(new Stage(app, 'Prod'), 'OurEdge', { env: EDGE })],
  ])('is refused as %s: %s', (code, value, givenIn) => {
    const app = newApp();

    expect(() => edgeStackOf(workloadStack(app), givenIn(app))).toThrowProblem(
      `edge-stack/${code}`,
      'edgeStack',
      value,
    );
  });
});

test('accounts that are not known yet are not different', () => {
  expect(areDifferent('1', '2')).toBe(true);
  expect(areDifferent('1', '1')).toBe(false);
  expect(areDifferent(new Stack().account, '1')).toBe(false);
});

test("a child of the team's own called Edge is no twin", () => {
  const stack = workloadStack();
  new NestedStack(stack, 'Edge');

  expect(edgeStackOf(stack).stackName).toBe('Web-edge');
});
