import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { AlarmDefinition, TrafficTier } from '../../../src/core';
import { dependOn } from '../../../src/core/private/weak-reference';
import { danglingIn, exportsIn, runningApi } from '../../support/api';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import {
  alarmsIn,
  definitionOf,
  everywhere,
  metricOf,
  observe,
  orderOf,
  Queue,
  templatesOf,
  unroutedIn,
} from '../../support/observability';
import { siteIn } from '../../support/site';

const AT_EDGE: AlarmDefinition = definitionOf({ metric: metricOf('Length', 'us-east-1'), region: 'us-east-1' });
const graph = { tier: TrafficTier.CACHE, title: 'Length', healthy: 'is 0', metrics: [metricOf()] };
const query = { question: 'Why', logGroupName: '/queue', commands: ['limit 1'] };

/** Names by the stack. */
const placesOf = (app: App, type: string, name: string) => {
  return everywhere(app, type).map(({ stack, properties }) => [stack, properties[name]]);
};

/** Alarms by the stack, without those of the path. */
const alarmPlaces = (app: App) => {
  return alarmsIn(app)
    .filter(({ name }) => !/NotDelivered$/.test(name))
    .map(({ stack, name }) => `${stack}: ${name}`)
    .sort();
};

describe('what lies beside the observer', () => {
  const build = (props: { withWatchStack: boolean }) => {
    const app = newApp();
    const stack = workloadStack(app);
    const data = workloadStack(app, 'Data');
    const watchStack = props.withWatchStack ? workloadStack(app, 'Watch') : undefined;
    const sources = {
      ...{ api: runningApi({ rollOnSecretChange: true }, stack), site: siteIn(data) },
      queue: new Queue(data, 'Queue', { graphs: [graph], queries: [query] }),
    };
    dependOn(data, stack);
    observe(watchStack ?? stack, sources, { watchStack });
    return app;
  };

  test('without a watch stack everything is in two stacks of the observer, which come after all others', () => {
    const app = build({ withWatchStack: false });

    expect(new Set(alarmsIn(app).map(({ stack }) => stack))).toEqual(new Set(['Web-watch', 'Web-edge-watch']));
    expect(orderOf(app)).toMatchObject({
      'Web-watch': ['Data', 'Web'],
      'Web-edge-watch': ['Data', 'Web'],
      Data: ['Web'],
      Web: [],
    });
    expect(placesOf(app, 'AWS::CloudWatch::Dashboard', 'DashboardName')).toEqual([['Web-watch', 'prd-rl-bank']]);
  });

  test('with a watch stack it is there, and in one that is named after it', () => {
    const app = build({ withWatchStack: true });

    expect(new Set(alarmsIn(app).map(({ stack }) => stack))).toEqual(new Set(['Watch', 'Watch-edge']));
    expect(orderOf(app)).toMatchObject({ Watch: ['Data', 'Web'], 'Watch-edge': ['Data', 'Web'], Web: [] });
    expect(placesOf(app, 'AWS::CloudWatch::Dashboard', 'DashboardName')).toEqual([['Watch', 'prd-rl-bank']]);
  });

  test.each([true, false])(
    'nothing is exported, nothing dangles, everything is routed (watch stack: %s)',
    (withWatchStack) => {
      const app = build({ withWatchStack });

      expect([exportsIn(app), danglingIn(app), unroutedIn(alarmsIn(app))]).toEqual([[], [], []]);
    },
  );
});

test('no stack that is observed comes after one that watches', () => {
  const app = newApp();
  const [stack, reader] = [workloadStack(app), workloadStack(app, 'Reader')];
  const api = runningApi({}, stack);
  const queue = new Queue(reader, 'Queue', { alarms: [definitionOf({ metric: api.metricRequests() })] });
  observe(stack, { api, queue });

  expect(orderOf(app)).toMatchObject({ Web: [], Reader: [], 'Web-watch': ['Reader', 'Web'] });
  expect(danglingIn(app)).toEqual([]);
});

test('a stack that is observed may come after the one that has the observer', () => {
  const app = newApp();
  const [stack, reader] = [workloadStack(app), workloadStack(app, 'Reader')];
  observe(stack, { api: runningApi({}, stack), queue: new Queue(reader) });
  dependOn(reader, stack);

  expect(unroutedIn(alarmsIn(app))).toEqual([]);
  expect(orderOf(app)).toMatchObject({ Web: [], Reader: ['Web'], 'Web-watch': ['Reader', 'Web'] });
});

test('a source in a nested stack is observed through the stack around it', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { api: runningApi({}, new NestedStack(stack, 'Nested')) });

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(orderOf(app)['Web-watch']).toEqual(['Web']);
  expect(templatesOf(app)['Web-watch']).toContain('"StackName":"Web"');
});

test('an observer in a nested stack watches from beside the stack around it', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(new NestedStack(stack, 'Nested'), { queue: new Queue(stack) });

  expect(alarmPlaces(app)).toEqual(['Web-watch: prd-rl-bank-queue-QueueTooLong']);
});

test('sources of two regions are watched in both, from one page', () => {
  const app = newApp();
  const [home, abroad] = ['ap-southeast-1', 'eu-west-1'].map((region) => {
    return new Stack(app, region === 'eu-west-1' ? 'Abroad' : 'Web', { env: { ...WORKLOAD, region } });
  });
  observe(home, {
    here: new Queue(home),
    there: new Queue(abroad, 'Queue', { alarms: [definitionOf(), { ...AT_EDGE, id: 'Edge' }] }),
  });

  expect(alarmPlaces(app)).toEqual([
    'Web-edge-watch: prd-rl-bank-there-Edge',
    'Web-eu-west-1-watch: prd-rl-bank-there-QueueTooLong',
    'Web-watch: prd-rl-bank-here-QueueTooLong',
  ]);
  expect(everywhere(app, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
});

test('a watch stack may lie in us-east-1: what is at home is then watched beside it', () => {
  const app = newApp();
  const [stack, watchStack] = [workloadStack(app), new Stack(app, 'Watch', { env: EDGE })];
  observe(watchStack, { api: runningApi({}, stack), site: siteIn(stack) }, { watchStack });

  expect(new Set(alarmsIn(app).map((alarm) => `${alarm.stack} ${alarm.region}`))).toEqual(
    new Set(['Watch us-east-1', 'Watch-ap-southeast-1 ap-southeast-1']),
  );
  expect(everywhere(app, 'AWS::CloudWatch::Dashboard').map((it) => it.stack)).toEqual(['Watch']);
  expect([danglingIn(app), unroutedIn(alarmsIn(app))]).toEqual([[], []]);
});

test('a source in another Stage is observed there, with topics and a page of its own names', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const inProd = workloadStack(new Stage(app, 'Prod'));
  const graphs = [graph];
  const observer = observe(stack, {
    here: new Queue(stack),
    there: new Queue(inProd, 'Queue', { alarms: [definitionOf(), { ...AT_EDGE, id: 'Edge' }], graphs }),
  });
  const stage = app.node.findChild('Prod') as Stage;
  const inner = stage.synth().stacks.map(({ stackName }) => stackName);
  const [names, topics] = ['AWS::CloudWatch::Dashboard', 'AWS::SNS::Topic'].map((type) => {
    return placesOf(app, type, type.endsWith('Topic') ? 'TopicName' : 'DashboardName').map(([, name]) => name);
  });

  expect(inner.sort()).toEqual(['Prod-Web', 'Prod-Web-edge-watch', 'Prod-Web-watch']);
  expect(alarmPlaces(app)).toEqual([
    'Prod-Web-edge-watch: prd-rl-bank-there-Edge',
    'Prod-Web-watch: prd-rl-bank-there-QueueTooLong',
    'Web-watch: prd-rl-bank-here-QueueTooLong',
  ]);
  expect(names.sort()).toEqual(['prd-rl-bank', 'prd-rl-bank-Prod-Web']);
  expect(new Set(topics)).toEqual(
    new Set(['prd-rl-bank', 'prd-rl-bank-Prod-Web'].flatMap((name) => [`${name}-page`, `${name}-ticket`])),
  );
  expect(new Set(alarmsIn(app).map(({ name, region }) => `${name} ${region}`)).size).toBe(alarmsIn(app).length);
  expect([observer.dashboards.length, observer.topics.length, observer.alarms.length]).toEqual([2, 6, 9]);
  expect([unroutedIn(alarmsIn(app)), exportsIn(app)]).toEqual([[], []]);
});

test('a source in another account is observed there', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const partner = new Stack(app, 'Partner', { env: { ...WORKLOAD, account: '222222222222' } });
  observe(stack, { here: new Queue(stack), there: new Queue(partner) });
  const there = app.synth().getStackByName('Partner-watch');

  expect(alarmPlaces(app)).toEqual([
    'Partner-watch: prd-rl-bank-there-QueueTooLong',
    'Web-watch: prd-rl-bank-here-QueueTooLong',
  ]);
  expect(there.environment.account).toBe('222222222222');
  expect(orderOf(app)).toMatchObject({ 'Partner-watch': ['Partner'], 'Web-watch': ['Web'] });
});

test('stacks that state neither account nor region are watched from one that states none', () => {
  const app = newApp();
  const [stack, other] = [new Stack(app, 'Web'), new Stack(app, 'Other')];
  observe(stack, { api: runningApi({}, other), queue: new Queue(stack, 'Queue', { queries: [query] }) });

  expect(new Set(alarmsIn(app).map((alarm) => alarm.stack))).toEqual(new Set(['Web-watch']));
  expect([exportsIn(app), danglingIn(app), unroutedIn(alarmsIn(app))]).toEqual([[], [], []]);
  expect(orderOf(app)['Web-watch']).toEqual(['Other', 'Web']);
});

test('two observers beside one stack share the stacks they make', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack) });
  observe(stack, { queue: new Queue(stack, 'Other') }, { namePrefix: 'other' }, 'Others');

  expect(alarmPlaces(app)).toEqual([
    'Web-watch: other-queue-QueueTooLong',
    'Web-watch: prd-rl-bank-queue-QueueTooLong',
  ]);
});

test('what only draws has a page and calls nobody', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack, 'Queue', { alarms: [], graphs: [graph], queries: [query] }) });

  expect(['AWS::SNS::Topic', 'AWS::CloudWatch::Alarm'].flatMap((type) => everywhere(app, type))).toEqual([]);
  expect(placesOf(app, 'AWS::Logs::QueryDefinition', 'Name')).toEqual([['Web-watch', 'prd-rl-bank/queue/Why']]);
});

test('two syntheses, and sources in another order, give the same templates byte for byte', () => {
  const build = (turn: (names: string[]) => string[]) => {
    const app = newApp();
    const stack = workloadStack(app);
    const sources: Record<string, any> = { api: runningApi({}, stack), site: siteIn(stack), queue: new Queue(stack) };
    observe(stack, Object.fromEntries(turn(['api', 'queue', 'site']).map((name) => [name, sources[name]])));
    return templatesOf(app);
  };
  const first = build((names) => names);

  expect(build((names) => names)).toEqual(first);
  expect(build((names) => names.reverse())).toEqual(first);
});

test('a source that states no region is asked where the observer is, with its questions and alarms', () => {
  const app = newApp();
  const [home, agnostic] = [workloadStack(app), new Stack(app, 'Agnostic')];
  const [here, there] = [home, agnostic].map(
    (stack) => new Queue(stack, 'Queue', { graphs: [graph], queries: [query] }),
  );
  observe(home, { here, there });

  expect(placesOf(app, 'AWS::Logs::QueryDefinition', 'Name')).toEqual([
    ['Web-watch', 'prd-rl-bank/here/Why'],
    ['Web-watch', 'prd-rl-bank/there/Why'],
  ]);
  expect(alarmPlaces(app)).toEqual([
    'Web-watch: prd-rl-bank-here-QueueTooLong',
    'Web-watch: prd-rl-bank-there-QueueTooLong',
  ]);
  expect(orderOf(app)['Web-watch']).toEqual(['Agnostic', 'Web']);
});

test('so it is where it has questions alone', () => {
  const app = newApp();
  const [home, agnostic] = [workloadStack(app), new Stack(app, 'Agnostic')];
  observe(home, { there: new Queue(agnostic, 'Queue', { alarms: [], queries: [query] }) }, { withoutDashboard: true });

  expect(placesOf(app, 'AWS::Logs::QueryDefinition', 'Name')).toEqual([['Web-watch', 'prd-rl-bank/there/Why']]);
});

test('questions to another region are kept there', () => {
  const app = newApp();
  const [home, edge] = [workloadStack(app), new Stack(app, 'Edge', { env: EDGE })];
  observe(home, { there: new Queue(edge, 'Queue', { alarms: [], queries: [query] }) });

  expect(placesOf(app, 'AWS::Logs::QueryDefinition', 'Name')).toEqual([['Web-edge-watch', 'prd-rl-bank/there/Why']]);
});
