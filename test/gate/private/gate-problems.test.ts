import { Annotations, CfnResource, NestedStack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ResourceGate } from '../../../src/gate';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { bankIn, gatedBank, hostIn, resourceIn } from '../../support/gated';

test.each([{ createResources: true }, {}, { disabled: true }])(
  'RB19a a gate refuses a Stage below, for it could be deployed: %j',
  (props) => {
    const app = newApp();
    hostIn(app);
    bankIn(new Stage(new Construct(app, 'Bank'), 'Prod'));
    new ResourceGate(app, 'Gate', props);

    expect(() => app.synth()).toThrowProblem('resource-gate/stage-below', 'scopes', ['the app'], 'Gate');
  },
);

test('a gate refuses what is in another Stage', () => {
  const app = newApp();
  const stage = new Stage(app, 'Prod', { env: WORKLOAD });
  const { data } = bankIn(stage);
  new ResourceGate(app, 'Gate', { scopes: [data, stage] });

  expect(() => app.synth()).toThrowProblem('resource-gate/other-stage', 'scopes', ['Prod/Data', 'Prod'], 'Gate');
});

test('a gate refuses a nested stack without its parent', () => {
  const app = newApp();
  const nested = new NestedStack(workloadStack(app), 'Nested');
  resourceIn(nested);
  new ResourceGate(app, 'Gate', { scopes: [nested] });

  expect(() => app.synth()).toThrowProblem('resource-gate/nested-stack', 'scopes', ['Web/Nested'], 'Gate');
});

test.each([{ createResources: true }, {}])('a gate refuses what holds no stack: %j', (props) => {
  const app = newApp();
  const stack = workloadStack(app);
  new ResourceGate(app, 'Gate', { scopes: [stack, resourceIn(stack)], ...props });

  expect(() => app.synth()).toThrowProblem('resource-gate/no-stack', 'scopes', ['Web', 'Web/Topic'], 'Gate');
});

test('RB19a a gate that is disabled may have nothing behind it, and errors there concern nobody', () => {
  const { app, data } = gatedBank({ disabled: true });
  new ResourceGate(app, 'Other', { scopes: [new Construct(app, 'Bank')], disabled: true });
  Annotations.of(data).addError('one');

  expect(() => app.synth()).not.toThrow();
});

test('RB19e a gate refuses a dependency of any kind on what is behind it', () => {
  const { app, api } = gatedBank();
  const host = hostIn(app);
  resourceIn(new NestedStack(host, 'Nested')).node.addDependency(api.node.findChild('Nested'));

  expect(() => app.synth()).toThrowProblem('resource-gate/read-from-outside', 'scopes', ['Data', 'Api'], 'Gate');
});

test('every error behind the gate is told, and none beside it', () => {
  const { app, data, api } = gatedBank();
  Annotations.of(data).addError('one');
  Annotations.of(api.node.findChild('Nested').node.findChild('Topic')).addError('two');
  Annotations.of(hostIn(app)).addError('three');

  expect(() => app.synth()).toThrow(/^.*:\n {2}\[Gate\] Data: one\n {2}\[Gate\] Api\/Nested\/Topic: two$/);
});

test('errors behind an open gate are for the CLI, as ever', () => {
  const { app, data } = gatedBank({ createResources: true });
  Annotations.of(data.node.findChild('Bucket') as CfnResource).addError('one');

  expect(
    app
      .synth()
      .getStackArtifact('Data')
      .messages.map(({ entry }) => entry.data),
  ).toEqual(['one']);
});
