import { Stack } from 'aws-cdk-lib';
import { edgeStackOf } from '../../../../src/core/private/stacks/edge-stack';
import { EDGE, newApp, workloadStack } from '../../../support/cloud';

test('RB2b a stack in us-east-1 is its own edge stack', () => {
  const stack = new Stack(newApp(), 'Web', { env: EDGE });

  expect(edgeStackOf(stack)).toBe(stack);
  expect(stack.node.children).toEqual([]);
});

test('a stack elsewhere has its twin in us-east-1, or the stack that the team gives', () => {
  const app = newApp();
  const [web, ours] = [workloadStack(app), new Stack(app, 'OurEdge', { env: EDGE })];

  expect(edgeStackOf(web, ours)).toBe(ours);
  expect(edgeStackOf(web).node.path).toBe('Web/EdgeTwin');
});

test('a stack of another region is refused as edgeStack', () => {
  const app = newApp();
  const ours = new Stack(app, 'OurEdge', { env: { region: 'eu-west-1' } });

  expect(() => edgeStackOf(workloadStack(app), ours)).toThrowProblem(
    'twin-stack/other-region',
    'edgeStack',
    'OurEdge in eu-west-1',
  );
});

test('a stack outside the partition aws is refused', () => {
  const stack = new Stack(newApp(), 'Web', { env: { region: 'cn-north-1' } });

  expect(() => edgeStackOf(stack)).toThrowProblem('twin-stack/other-partition', 'env.region', 'cn-north-1');
});
