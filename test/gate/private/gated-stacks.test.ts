import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ResourceGate } from '../../../src/gate';
import { stacksIn, stagesIn } from '../../../src/gate/private/gated-stacks';
import { newApp, workloadStack } from '../../support/cloud';

test('stacks, their nested stacks and their children are around, each once', () => {
  const app = newApp();
  const web = workloadStack(app);
  const nested = new NestedStack(new Construct(web, 'Part'), 'Nested');
  const child = new Stack(web, 'Child');

  expect(stacksIn([app, web])).toEqual([web, nested, child]);
  expect(stacksIn([child])).toEqual([child]);
});

test('neither the stacks of a Stage below are around nor the empty one of a gate', () => {
  const app = newApp();
  const stage = new Stage(app, 'Prod');
  const stack = workloadStack(stage);
  new ResourceGate(app, 'Gate');

  expect(stacksIn([app])).toEqual([]);
  expect(stacksIn([stage])).toEqual([stack]);
});

test('Stages are found at any depth, and only the outermost of them', () => {
  const app = newApp();
  const stage = new Stage(new Construct(app, 'Bank'), 'Prod');
  new Stage(stage, 'Cell');

  expect(stagesIn([app])).toEqual([stage]);
});
