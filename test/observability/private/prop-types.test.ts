import { Duration } from 'aws-cdk-lib';
import { TrafficTier } from '../../../src/core';
import { AlarmTarget, BankObservability, Runbook, UptimeCheck } from '../../../src/observability';
import { workloadStack } from '../../support/cloud';
import { ANY_RUNBOOK, definitionOf, ONCALL, PLATFORM } from '../../support/observability';

const observe = (props: any) => () => {
  const source = { alarmDefinitions: [definitionOf()] };
  const defaults = { namePrefix: 'prd', sources: { source }, page: [ONCALL], ticket: [PLATFORM], runbook: ANY_RUNBOOK };
  new BankObservability(workloadStack(), 'Observability', { ...defaults, ...props });
};
const check = (props: any) => () =>
  new UptimeCheck(workloadStack(), 'Up', { url: 'https://a.bank.example/', ...props });
const alarm = (changes: any) => observe({ sources: { source: { alarmDefinitions: [definitionOf(changes)] } } });

test.each<[string, unknown]>([
  ['sources', 'api'],
  ['sources', []],
  ['page', 'oncall@bank.example'],
  ['ticket', ONCALL],
  ['runbook', 'https://wiki.bank.example'],
  ['thresholds', 5],
  ['deploymentQuietPeriod', 15],
  ['maintenanceWindows', {}],
  ['dashboard', 'false'],
  ['alarmStack', 'Watch'],
  ['existingTopics', 'prd-page'],
])('BankObservability: %s that is %j is refused', (prop, value) => {
  const shown = typeof value === 'object' && !Array.isArray(value) ? 'an object' : value;
  expect(observe({ [prop]: value })).toThrowProblem('props/wrong-type', prop, shown, 'Web/Observability');
});

test.each<[string, object, string, unknown]>([
  ['a target', { page: ['oncall@bank.example'] }, 'page[0]', 'oncall@bank.example'],
  ['a target', { ticket: [ONCALL, null] }, 'ticket[1]', null],
  ['a window', { maintenanceWindows: ['cron(0 2 * * SUN)'] }, 'maintenanceWindows[0]', 'cron(0 2 * * SUN)'],
  [
    'the duration of a window',
    { maintenanceWindows: [{ start: 'at(2027-03-01T02:00)', duration: 60 }] },
    'maintenanceWindows[0].duration',
    60,
  ],
  ['a topic', { existingTopics: { ticketTopicName: 1 } }, 'existingTopics.ticketTopicName', 1],
  ['an alarm', { sources: { a: { alarmDefinitions: ['Latency'] } } }, 'sources.a.alarmDefinitions[0]', 'Latency'],
])('BankObservability: %s of another type is refused', (_, props, prop, value) => {
  expect(observe(props)).toThrowProblem('props/wrong-type', prop, value, 'Web/Observability');
});

test('BankObservability: a maintenance window without a duration is refused', () => {
  expect(observe({ maintenanceWindows: [{ start: 'at(2027-03-01T02:00)' }] })).toThrowProblem(
    'props/missing',
    'maintenanceWindows[0].duration',
    undefined,
    'Web/Observability',
  );
});

test.each<[string, unknown]>([
  ['metric', 'Latency'],
  ['comparisonOperator', 'GREATER_THAN_THRESHOLD'],
  ['treatMissingData', 'NOT_BREACHING'],
  ['threshold', '1'],
  ['suppressedBy', 'Other'],
  ['suppressedAfter', 'Started'],
  ['onlyWith', 'Other'],
  ['actionsEnabled', 'false'],
])('an alarm whose %s is %j is refused', (prop, value) => {
  const id = definitionOf().id;
  expect(alarm({ [prop]: value })).toThrowProblem(
    'props/wrong-type',
    `sources.source.alarmDefinitions.${id}.${prop}`,
    value,
    'Web/Observability',
  );
});

test.each(['metric', 'comparisonOperator', 'treatMissingData', 'threshold', 'symptom', 'runbookAnchor'])(
  'an alarm without %s is refused',
  (prop) => {
    expect(alarm({ [prop]: undefined })).toThrowProblem(
      'props/missing',
      `sources.source.alarmDefinitions.${definitionOf().id}.${prop}`,
      undefined,
      'Web/Observability',
    );
  },
);

const graph = { tier: TrafficTier.SERVICE, title: 'Queue', healthy: 'is short', metrics: [] };
const query = { question: 'Why', logGroupName: '/queue', commands: ['limit 1'] };
const monitored = (changes: object) => {
  return observe({
    sources: { a: { alarmDefinitions: [definitionOf()], graphDefinitions: [graph], logQueries: [query], ...changes } },
  });
};

test.each<[string, object, string, string, unknown]>([
  ['graphs', { graphDefinitions: 'x' }, 'props/wrong-type', 'graphDefinitions', 'x'],
  ['a graph', { graphDefinitions: [null] }, 'props/wrong-type', 'graphDefinitions[0]', null],
  [
    'metrics',
    { graphDefinitions: [{ ...graph, metrics: 'x' }] },
    'props/wrong-type',
    'graphDefinitions[0].metrics',
    'x',
  ],
  [
    'a metric',
    { graphDefinitions: [{ ...graph, metrics: [5] }] },
    'props/wrong-type',
    'graphDefinitions[0].metrics[0]',
    5,
  ],
  [
    'a tier',
    { graphDefinitions: [{ ...graph, tier: 'EDGE' }] },
    'props/wrong-type',
    'graphDefinitions[0].tier',
    'EDGE',
  ],
  [
    'no tier',
    { graphDefinitions: [{ ...graph, tier: undefined }] },
    'props/missing',
    'graphDefinitions[0].tier',
    undefined,
  ],
  ['queries', { logQueries: {} }, 'props/wrong-type', 'logQueries', 'an object'],
  ['a query', { logQueries: ['limit 1'] }, 'props/wrong-type', 'logQueries[0]', 'limit 1'],
  [
    'commands',
    { logQueries: [{ ...query, commands: 'limit 1' }] },
    'props/wrong-type',
    'logQueries[0].commands',
    'limit 1',
  ],
  [
    'no commands',
    { logQueries: [{ ...query, commands: undefined }] },
    'props/missing',
    'logQueries[0].commands',
    undefined,
  ],
  ['a region', { logQueries: [{ ...query, region: '' }] }, 'props/wrong-type', 'logQueries[0].region', ''],
  ['a log group', { logQueries: [{ ...query, logGroupName: 5 }] }, 'props/wrong-type', 'logQueries[0].logGroupName', 5],
])('an IMonitored whose definitions have %s of another type is refused: %j', (_, changes, code, prop, value) => {
  expect(monitored({})).not.toThrow();
  expect(monitored(changes)).toThrowProblem(code, `sources.a.${prop}`, value, 'Web/Observability');
});

test.each(['', 'Singapore'])('an alarm in the region %j is refused', (region) => {
  const prop = `sources.source.alarmDefinitions.${definitionOf().id}.region`;
  expect(alarm({ region })).toThrowProblem('props/wrong-type', prop, region, 'Web/Observability');
});

test('UptimeCheck: an interval below a second is refused, and one that is a number', () => {
  expect(check({ interval: Duration.millis(1) })).toThrowProblem(
    'uptime-check/interval',
    'interval',
    '0.001 seconds',
    'Web/Up',
  );
  expect(check({ interval: 30 })).toThrowProblem('props/wrong-type', 'interval', 30, 'Web/Up');
});

test.each([
  ['docs/nowhere.md', 'ENOENT'],
  ['src', 'EISDIR'],
])('Runbook.fromMarkdown() refuses the path %s: %s', (path) => {
  expect(() => Runbook.fromMarkdown(path, 'https://wiki.bank.example')).toThrowProblem(
    'runbook/file',
    'path',
    path,
    'Runbook.fromMarkdown',
  );
});

test('Runbook.fromMarkdown() without a path is refused, and one that is a number, which would be a file descriptor', () => {
  const fromMarkdown = Runbook.fromMarkdown as any;
  expect(() => fromMarkdown()).toThrowProblem('props/missing', 'path', undefined, 'Runbook.fromMarkdown');
  expect(() => fromMarkdown(0, 'https://wiki.bank.example')).toThrowProblem('props/wrong-type', 'path', 0);
});

test.each<[string, () => unknown, string[]]>([
  ['slack', () => (AlarmTarget.slack as any)(), ['workspaceId', 'channelId']],
  ['teams', () => (AlarmTarget.teams as any)({}), ['tenantId', 'teamId', 'channelId']],
  ['fromAction', () => (AlarmTarget.fromAction as any)(), ['action']],
])('AlarmTarget.%s names all that is missing', (method, attempt, props) => {
  expect(attempt).toThrowProblems(
    props.map((prop) => ['props/missing', prop, undefined]),
    `AlarmTarget.${method}`,
  );
});

test('AlarmTarget.fromAction() refuses an ARN', () => {
  const arn = 'arn:aws:sns:us-east-1:111111111111:oncall';
  expect(() => AlarmTarget.fromAction(arn as any)).toThrowProblem(
    'props/wrong-type',
    'action',
    arn,
    'AlarmTarget.fromAction',
  );
});
