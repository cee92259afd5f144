import { App, NestedStack, Stack, StackProps, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { alarmScopeFor } from '../../../../src/observability/private/alarms/alarm-stacks';
import { newApp, WORKLOAD, workloadStack } from '../../../support/cloud';

const homeIn = (app: App, props: StackProps = {}) => {
  const anchor = new Stack(app, 'Web', { env: WORKLOAD, ...props });
  return { owner: new Construct(anchor, 'Observability'), anchor };
};

const stackIn = (...args: Parameters<typeof alarmScopeFor>) => Stack.of(alarmScopeFor(...args));

test.each([
  ['ap-southeast-1', 'Web-watch', 'What watches Web', 'Watch'],
  ['us-east-1', 'Web-edge-watch', 'What watches Web in us-east-1', 'Watch-edge'],
  ['eu-west-1', 'Web-eu-west-1-watch', 'What watches Web in eu-west-1', 'Watch-eu-west-1'],
])('for %s the stack is %s by default: %s; with a stack given it is %s', (region, name, description, besideGiven) => {
  const { stackName, region: there, account, templateOptions } = stackIn(homeIn(newApp()), region);
  const given = workloadStack(newApp(), 'Watch');

  expect([stackName, there, account]).toEqual([name, region, '111111111111']);
  expect(templateOptions.description).toBe(description);
  expect(stackIn({ ...homeIn(given.node.root as App), anchor: given, given }, region).stackName).toBe(besideGiven);
});

test('in the given stack the place is the observer, or one for an observer in a stack that is nested in it', () => {
  const given = workloadStack(newApp(), 'Watch');
  const [owner, nested] = [given, new NestedStack(given, 'Nested')].map((it) => new Construct(it, 'Observability'));
  const [here, there] = [owner, nested].map((it) => alarmScopeFor({ owner: it, anchor: given, given }, given.region));

  expect(here).toBe(owner);
  expect([Stack.of(there), there.node.id]).toEqual([given, 'Watch--Nested--Observability']);
});

test('they are protected and tagged as the stack that they are named after', () => {
  const app = newApp();
  const home = homeIn(app, { terminationProtection: true });
  Tags.of(home.anchor).add('team', 'platform');
  const { stackName } = stackIn(home, 'us-east-1');
  const { terminationProtection, tags } = app.synth().getStackByName(stackName);

  expect([terminationProtection, tags]).toEqual([true, { team: 'platform' }]);
});

test('a name that another stack has is refused', () => {
  const app = newApp();
  workloadStack(app, 'Web-watch');

  expect(() => alarmScopeFor(homeIn(app), 'ap-southeast-1')).toThrowProblem(
    'child-stack/name-taken',
    'stackName',
    'Web-watch',
  );
});
