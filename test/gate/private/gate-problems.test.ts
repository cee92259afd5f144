import { Annotations, CfnResource, NestedStack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ResourceGate } from '../../../src/gate';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { bankIn, gatedBank, hostIn, resourceIn } from '../../support/gated';

test.each([{ createResources: true }, {}, { disabled: true }])(
  'RB19a a Stage below is refused, for it could be deployed: %j',
  (props) => {
    const app = newApp();
    hostIn(app);
    bankIn(new Stage(new Construct(app, 'Bank'), 'Prod'));
    new ResourceGate(app, 'Gate', props);

    expect(() => app.synth()).toThrow(
      `[Gate] 'scopes' is ["the app"], but Bank/Prod is a Stage, which is synthesized by itself, out of reach of a gate around it: make a gate inside Bank/Prod, and keep this one to stacks [resource-gate/stage-below]`,
    );
  },
);

test('what is in another Stage is refused', () => {
  const app = newApp();
  const stage = new Stage(app, 'Prod', { env: WORKLOAD });
  const { data } = bankIn(stage);
  new ResourceGate(app, 'Gate', { scopes: [data, stage] });

  expect(() => app.synth()).toThrow(
    `[Gate] 'scopes' is ["Prod/Data","Prod"], but Prod/Data is not in the app, the Stage of the gate: make a gate in each Stage, for the stacks in it [resource-gate/other-stage]`,
  );
});

test('a nested stack is refused without its parent', () => {
  const app = newApp();
  const nested = new NestedStack(workloadStack(app), 'Nested');
  resourceIn(nested);
  new ResourceGate(app, 'Gate', { scopes: [nested] });

  expect(() => app.synth()).toThrow(
    `[Gate] 'scopes' is ["Web/Nested"], but Web/Nested is a nested stack or in one, which is deployed with its parent: pass the stack that is deployed by itself [resource-gate/nested-stack]`,
  );
});

test.each([{ createResources: true }, {}])('what holds no stack is refused: %j', (props) => {
  const app = newApp();
  const stack = workloadStack(app);
  new ResourceGate(app, 'Gate', { scopes: [stack, resourceIn(stack)], ...props });

  expect(() => app.synth()).toThrow(
    `[Gate] 'scopes' is ["Web","Web/Topic"], but there is no stack in Web/Topic, and a gate keeps whole stacks: pass the stack that it is in, or leave it out [resource-gate/no-stack]`,
  );
});

test('RB19a a gate that is disabled may have nothing behind it, and errors there concern nobody', () => {
  const { app, data } = gatedBank({ disabled: true });
  new ResourceGate(app, 'Other', { scopes: [new Construct(app, 'Bank')], disabled: true });
  Annotations.of(data).addError('one');

  expect(() => app.synth()).not.toThrow();
});

test('RB19e a dependency of any kind on what is behind the gate is refused', () => {
  const { app, api } = gatedBank();
  const host = hostIn(app);
  resourceIn(new NestedStack(host, 'Nested')).node.addDependency(api.node.findChild('Nested'));

  expect(() => app.synth()).toThrow('but Host needs Api, which this gate keeps from being created');
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
