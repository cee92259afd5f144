import { App, Environment, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { TrafficTier } from '../../../src/core';
import { dependOn } from '../../../src/core/private/stacks/weak-reference';
import { BankObservabilityProps } from '../../../src/observability';
import { danglingIn, exportsIn, runningApi } from '../../support/api';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import {
  alarmsIn,
  definitionOf,
  everywhere,
  IN_TWO_REGIONS,
  observe,
  orderOf,
  Queue,
  queueApp,
  templatesOf,
  unroutedIn,
} from '../../support/observability';
import { siteIn } from '../../support/site';

const graph = { tier: TrafficTier.CACHE, title: 'Length', healthy: 'is 0', metrics: [definitionOf().metric] };
const query = { question: 'Why', logGroupName: '/queue', commands: ['limit 1'] };
const ABROAD = { env: { ...WORKLOAD, region: 'eu-west-1' } };

/** Names by the stack. */
const placesOf = (app: App, type: string, property: string) => {
  return everywhere(app, type).map(({ stack, properties }) => `${stack}: ${properties[property]}`);
};
const dashboardsIn = (app: App) => placesOf(app, 'AWS::CloudWatch::Dashboard', 'DashboardName');
const questionsIn = (app: App) => placesOf(app, 'AWS::Logs::QueryDefinition', 'Name');

/** Alarms by the stack, without those of the path. */
const alarmPlaces = (app: App) => {
  return alarmsIn(app)
    .filter(({ name }) => !/NotDelivered$/.test(name))
    .map(({ stack, name }) => `${stack}: ${name}`)
    .sort();
};

const expectSound = (app: App) => {
  expect([exportsIn(app), danglingIn(app), unroutedIn(alarmsIn(app))]).toEqual([[], [], []]);
};

/** An API, a site, and a queue that reads a metric of the API, in two stacks, one after the other. */
const build = (watchIn?: Environment, turn = (names: string[]) => names) => {
  const app = newApp();
  const [stack, data] = [workloadStack(app), workloadStack(app, 'Data')];
  const alarmStack = watchIn && new Stack(app, 'Watch', { env: watchIn });
  const api = runningApi({ rollOnSecretChange: true }, stack);
  const alarms = [definitionOf({ metric: api.metricRequests() })];
  const queue = new Queue(data, 'Queue', { alarms, graphs: [graph], queries: [query] });
  const sources: BankObservabilityProps['sources'] = { api, site: siteIn(data), queue };
  dependOn(data, stack);
  const names = turn(['api', 'queue', 'site']);
  observe(alarmStack ?? stack, Object.fromEntries(names.map((name) => [name, sources[name]])), { alarmStack });
  return app;
};

test.each([
  ['beside the observer', build(), 'Web-watch', 'Web-edge-watch', 'Web-watch'],
  ['in a watch stack, and beside it', build(WORKLOAD), 'Watch', 'Watch-edge', 'Watch'],
  ['in a watch stack at the edge, and beside it', build(EDGE), 'Watch-ap-southeast-1', 'Watch', 'Watch'],
])('everything is %s, and comes after all that is observed, itself in any order', (_, app, home, edge, page) => {
  expect(new Set(alarmsIn(app).map(({ stack, region }) => `${stack} ${region}`))).toEqual(
    new Set([`${home} ap-southeast-1`, `${edge} us-east-1`]),
  );
  expect(orderOf(app)).toMatchObject({ [home]: ['Data', 'Web'], [edge]: ['Data', 'Web'], Data: ['Web'], Web: [] });
  expect(dashboardsIn(app)).toEqual([`${page}: prd-rl-bank`]);
  expectSound(app);
});

test('two syntheses, and sources in another order, give the same templates byte for byte', () => {
  const first = templatesOf(build());

  expect(templatesOf(build(undefined, (names) => names.reverse()))).toEqual(first);
});

test('a source in a nested stack is observed through the stack around it', () => {
  const stack = workloadStack();
  const app = stack.node.root as App;
  observe(stack, { api: runningApi({}, new NestedStack(stack, 'Nested')) });

  expect(orderOf(app)['Web-watch']).toEqual(['Web']);
  expect(templatesOf(app)['Web-watch']).toContain('"StackName":"Web"');
  expectSound(app);
});

test('stacks that state neither account nor region are watched from one that states none', () => {
  const app = newApp();
  const [stack, other] = [new Stack(app, 'Web'), new Stack(app, 'Other')];
  observe(stack, { api: runningApi({}, other), queue: new Queue(stack, 'Queue', { queries: [query] }) });

  expect(new Set(alarmsIn(app).map((alarm) => alarm.stack))).toEqual(new Set(['Web-watch']));
  expect(orderOf(app)['Web-watch']).toEqual(['Other', 'Web']);
  expectSound(app);
});

describe('a source elsewhere', () => {
  /** A queue at home, and one in another stack. */
  const buildWith = (elsewhere: (app: App) => Stack, alarms = IN_TWO_REGIONS) => {
    const app = newApp();
    const stack = workloadStack(app);
    const there = new Queue(elsewhere(app), 'Queue', { alarms, graphs: [graph], queries: [query] });
    const observer = observe(stack, { here: new Queue(stack), there });
    return { app, observer, order: orderOf(app) };
  };

  test('in another region is watched there, from the one page', () => {
    const { app } = buildWith((scope) => new Stack(scope, 'Abroad', ABROAD));

    expect(alarmPlaces(app)).toEqual([
      'Web-edge-watch: prd-rl-bank-there-AtEdge',
      'Web-eu-west-1-watch: prd-rl-bank-there-QueueTooLong',
      'Web-watch: prd-rl-bank-here-QueueTooLong',
    ]);
    expect(dashboardsIn(app)).toEqual(['Web-watch: prd-rl-bank']);
    expect(questionsIn(app)).toEqual(['Web-eu-west-1-watch: prd-rl-bank/there/Why']);
    expectSound(app);
  });

  test('that states no region is asked where the observer is, with its questions and alarms', () => {
    const { app, order } = buildWith((scope) => new Stack(scope, 'Agnostic'), [definitionOf()]);

    expect(alarmPlaces(app)).toEqual([
      'Web-watch: prd-rl-bank-here-QueueTooLong',
      'Web-watch: prd-rl-bank-there-QueueTooLong',
    ]);
    expect(questionsIn(app)).toEqual(['Web-watch: prd-rl-bank/there/Why']);
    expect(order['Web-watch']).toEqual(['Agnostic', 'Web']);
  });

  test('in another account is watched there', () => {
    const { app, order } = buildWith((scope) => {
      return new Stack(scope, 'Partner', { env: { ...WORKLOAD, account: '222222222222' } });
    });

    expect(alarmPlaces(app)).toEqual([
      'Partner-edge-watch: prd-rl-bank-there-AtEdge',
      'Partner-watch: prd-rl-bank-there-QueueTooLong',
      'Web-watch: prd-rl-bank-here-QueueTooLong',
    ]);
    expect(app.synth().getStackByName('Partner-watch').environment.account).toBe('222222222222');
    expect(order).toMatchObject({ 'Partner-watch': ['Partner'], 'Web-watch': ['Web'] });
  });

  test('in another Stage is watched there, with topics and a page of its own names', () => {
    const { app, observer } = buildWith((scope) => workloadStack(new Stage(scope, 'Prod')));
    const inner = (app.node.findChild('Prod') as Stage).synth().stacks.map(({ stackName }) => stackName);
    const names = alarmsIn(app).map(({ name, region }) => `${name} ${region}`);

    expect(inner.sort()).toEqual(['Prod-Web', 'Prod-Web-edge-watch', 'Prod-Web-watch']);
    expect(alarmPlaces(app)).toEqual([
      'Prod-Web-edge-watch: prd-rl-bank-there-AtEdge',
      'Prod-Web-watch: prd-rl-bank-there-QueueTooLong',
      'Web-watch: prd-rl-bank-here-QueueTooLong',
    ]);
    expect(dashboardsIn(app).sort()).toEqual(['Prod-Web-watch: prd-rl-bank-Prod-Web', 'Web-watch: prd-rl-bank']);
    expect(placesOf(app, 'AWS::SNS::Topic', 'TopicName').sort()).toEqual([
      ...['page', 'ticket'].map((it) => `Prod-Web-edge-watch: prd-rl-bank-Prod-Web-${it}`),
      ...['page', 'ticket'].map((it) => `Prod-Web-watch: prd-rl-bank-Prod-Web-${it}`),
      ...['page', 'ticket'].map((it) => `Web-watch: prd-rl-bank-${it}`),
    ]);
    expect(new Set(names).size).toBe(names.length);
    expect([observer.dashboards.length, observer.topics.length, observer.alarms.length]).toEqual([2, 6, 9]);
    expectSound(app);
  });
});

test('two observers share the stacks they make beside one stack, from a stack nested in it too', () => {
  const stack = workloadStack();
  observe(stack, { queue: new Queue(stack) });
  const nested = new NestedStack(stack, 'Nested');
  observe(nested, { queue: new Queue(stack, 'Other') }, { namePrefix: 'other' }, 'Others');

  expect(alarmPlaces(stack.node.root as App)).toEqual([
    'Web-watch: other-queue-QueueTooLong',
    'Web-watch: prd-rl-bank-queue-QueueTooLong',
  ]);
});

test('what only draws has a page and calls nobody', () => {
  const { app } = queueApp({ alarms: [], graphs: [graph], queries: [query] });

  expect(['AWS::SNS::Topic', 'AWS::CloudWatch::Alarm'].flatMap((type) => everywhere(app, type))).toEqual([]);
  expect([dashboardsIn(app), questionsIn(app)]).toEqual([
    ['Web-watch: prd-rl-bank'],
    ['Web-watch: prd-rl-bank/queue/Why'],
  ]);
});

test.each([
  ['no region', {}, 'Web-watch'],
  ['another region', { env: EDGE }, 'Web-edge-watch'],
])('questions alone, of a source in %s, are kept as alarms would be', (_, place, stack) => {
  const app = newApp();
  const there = new Queue(new Stack(app, 'Other', place), 'Queue', { alarms: [], queries: [query] });
  observe(workloadStack(app), { there }, { dashboard: false });

  expect(questionsIn(app)).toEqual([`${stack}: prd-rl-bank/there/Why`]);
});
