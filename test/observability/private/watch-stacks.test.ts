import { App, NestedStack, Stack, StackProps, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { watchPlace } from '../../../src/observability/private/watch-stacks';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';

const EDGE_REGION = 'us-east-1';

const homeIn = (app: App, props: StackProps = {}) => {
  const anchor = new Stack(app, 'Web', { env: WORKLOAD, ...props });
  return { owner: new Construct(anchor, 'Observability'), anchor };
};

const stackIn = (...args: Parameters<typeof watchPlace>) => Stack.of(watchPlace(...args));

test.each([
  ['ap-southeast-1', 'Web-watch', 'What watches Web'],
  ['us-east-1', 'Web-edge-watch', 'What watches Web in us-east-1'],
  ['eu-west-1', 'Web-eu-west-1-watch', 'What watches Web in eu-west-1'],
])('for %s the default is the stack %s', (region, name, description) => {
  const { stackName, region: there, account, templateOptions } = stackIn(homeIn(newApp()), region);

  expect([stackName, there, account]).toEqual([name, region, '111111111111']);
  expect(templateOptions.description).toBe(description);
});

test.each([
  ['ap-southeast-1', 'Watch'],
  ['us-east-1', 'Watch-edge'],
  ['eu-west-1', 'Watch-eu-west-1'],
])('for %s a given stack is taken, or named after: %s', (region, name) => {
  const app = newApp();
  const given = workloadStack(app, 'Watch');

  expect(stackIn({ ...homeIn(app), anchor: given, given }, region).stackName).toBe(name);
});

test('for the home of an anchor in us-east-1 there is no other stack', () => {
  const app = newApp();

  expect(stackIn(homeIn(app, { env: EDGE }), EDGE_REGION).stackName).toBe('Web-watch');
});

test('in the given stack the observer is the place, if it is there', () => {
  const given = workloadStack(newApp(), 'Watch');
  const owner = new Construct(given, 'Observability');

  expect(watchPlace({ owner, anchor: given, given }, 'ap-southeast-1')).toBe(owner);
});

test('in the given stack there is a place for an observer in a stack nested in it', () => {
  const given = workloadStack(newApp(), 'Watch');
  const owner = new Construct(new NestedStack(given, 'Nested'), 'Observability');
  const place = watchPlace({ owner, anchor: given, given }, 'ap-southeast-1');

  expect([Stack.of(place), place.node.id]).toEqual([given, 'Watch--Nested--Observability']);
});

test('an agnostic stack is watched beside it, by one as agnostic', () => {
  const anchor = new Stack(newApp(), 'Web');
  const stack = stackIn({ owner: new Construct(anchor, 'Observability'), anchor }, anchor.region);

  expect([stack.stackName, stack.environment]).toEqual(['Web-watch', anchor.environment]);
});

test('two observers beside one stack share its stacks, and each has a place', () => {
  const home = homeIn(newApp());
  const other = { ...home, owner: new Construct(home.anchor, 'Other') };
  const [one, two] = [home, other].map((it) => watchPlace(it, EDGE_REGION));

  expect(Stack.of(one)).toBe(Stack.of(two));
  expect([one, two].map(({ node }) => node.id)).toEqual(['Web--Observability', 'Web--Other']);
});

test('they are protected and tagged as the stack that they are named after', () => {
  const app = newApp();
  const home = homeIn(app, { terminationProtection: true });
  Tags.of(home.anchor).add('team', 'platform');
  const { stackName } = stackIn(home, EDGE_REGION);
  const { terminationProtection, tags } = app.synth().getStackByName(stackName);

  expect([terminationProtection, tags]).toEqual([true, { team: 'platform' }]);
});

test('a name that another stack has is refused', () => {
  const app = newApp();
  workloadStack(app, 'Web-watch');

  expect(() => watchPlace(homeIn(app), 'ap-southeast-1')).toThrow('[child-stack/name-taken at Web]');
});
