import { Aspects, NestedStack, Stack } from 'aws-cdk-lib';
import { TerminationProtection } from '../../../src/gate/private/termination-protection';
import { newApp, WORKLOAD } from '../../support/cloud';
import { gatedBank, hostIn, inPlan } from '../../support/gated';

test.each([
  { name: 'closed', props: {} },
  { name: 'disabled', props: { disabled: true } },
  { name: 'open', props: { createResources: true } },
])('RB19d a gate that is $name protects its stacks against termination, and no other', ({ props }) => {
  const { app, data, api } = gatedBank(props);
  const host = hostIn(app);
  const late = new Stack(data, 'Late', { env: WORKLOAD, terminationProtection: false });
  app.synth();

  expect([data, api, late].map(({ terminationProtection }) => terminationProtection)).toEqual([true, true, true]);
  expect(host.terminationProtection).toBe(false);
});

test('RB19d the plan says so too, for whoever deploys from a copy of it', () => {
  const { app, gate } = gatedBank();
  app.synth();

  expect(JSON.parse(inPlan(gate, 'manifest.json')).artifacts.Data.properties.terminationProtection).toBe(true);
});

test('a nested stack is deleted with its parent, and left as it is', () => {
  const app = newApp();
  const nested = new NestedStack(hostIn(app), 'Nested');
  Aspects.of(app).add(new TerminationProtection());
  app.synth();

  expect(nested.terminationProtection).toBe(false);
});
