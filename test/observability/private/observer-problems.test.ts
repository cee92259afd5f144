import { Duration, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import { BankObservabilityProps, MaintenanceWindow } from '../../../src/observability';
import { observerProblems } from '../../../src/observability/private/observer-problems';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { ONCALL, PLATFORM, queueApp } from '../../support/observability';
import { Said, saidOf } from '../../support/problems';

type Props = Partial<BankObservabilityProps>;

const HOME = workloadStack();
const sources = { queue: { alarmDefinitions: [] } };
const problemsOf = (props: Props, home: Stack = HOME) => {
  return saidOf(observerProblems(home, { namePrefix: 'prd', sources, page: [ONCALL], ticket: [PLATFORM], ...props }));
};

test.each<[problem: Said, props: Props]>([
  [['observability/name-prefix', 'namePrefix', '1st'], { namePrefix: '1st' }],
  [['observability/name-prefix', 'namePrefix', 'a'.repeat(51)], { namePrefix: 'a'.repeat(51) }],
  [['observability/no-sources', 'sources', []], { sources: {} }],
  [['observability/source-name', 'sources', 'my api'], { sources: { 'my api': { alarmDefinitions: [] } } }],
  [['observability/no-target', 'page', []], { page: [] }],
  [['observability/no-target', 'ticket', []], { ticket: [] }],
  ...[90, 0, 3660].map((seconds): [Said, Props] => [
    ['observability/deployment-quiet', 'deploymentQuietPeriod', `${seconds} seconds`],
    { deploymentQuietPeriod: Duration.seconds(seconds) },
  ]),
])('an observer refuses %j', (problem, props) => {
  expect(problemsOf(props)).toEqual([problem]);
});

describe('existing topics', () => {
  const existingTopics = { pageTopicName: 'prd-page', ticketTopicName: 'prd_ticket' };
  const late = Token.asString({ 'Fn::GetAtt': ['Topic', 'TopicName'] });
  const problemsWith = (names: Props['existingTopics'], props: Props = { page: [], ticket: [] }) => {
    return problemsOf({ existingTopics: names, ...props });
  };

  test('are taken by their names, one for both severities too', () => {
    expect(problemsWith(existingTopics)).toEqual([]);
    expect(problemsWith({ ...existingTopics, pageTopicName: existingTopics.ticketTopicName })).toEqual([]);
  });

  test('have the targets of the observer that makes them, and take no others', () => {
    expect(problemsWith(existingTopics, { page: [ONCALL], ticket: [ONCALL, PLATFORM] })).toEqual([
      ['observability/target-of-existing-topics', 'page', '1 target'],
      ['observability/target-of-existing-topics', 'ticket', '2 targets'],
    ]);
  });

  test.each<[what: string, name: any, shown: unknown]>([
    ['nothing', undefined, undefined],
    ['an empty text', '', ''],
    ['more than 256 characters', 'a'.repeat(257), 'a'.repeat(257)],
    ['a FIFO topic, which no alarm can notify', 'prd-page.fifo', 'prd-page.fifo'],
    ['an ARN', 'arn:aws:sns:us-east-1:111111111111:prd', 'arn:aws:sns:us-east-1:111111111111:prd'],
    ['a token', late, 'a name that only CloudFormation knows'],
  ])('cannot be named by %s', (_, name, shown) => {
    expect(problemsWith({ pageTopicName: name, ticketTopicName: name })).toEqual([
      ['observability/topic-name', 'existingTopics.pageTopicName', shown],
      ['observability/topic-name', 'existingTopics.ticketTopicName', shown],
    ]);
  });
});

describe('a maintenance window', () => {
  const sunday: MaintenanceWindow = { start: 'cron(0 2 * * SUN)', duration: Duration.hours(2) };
  const problemsFor = (window: Partial<MaintenanceWindow>) => {
    return problemsOf({ maintenanceWindows: [sunday, { ...sunday, ...window }] });
  };

  test.each([
    ...[
      '0 2 * * SUN',
      'cron(0 2 * *)',
      'cron(0 2 * * SUN *)',
      'cron(0  2 * * SUN)',
      'rate(1 day)',
      'CRON(0 2 * * SUN)',
    ],
    ...['cron(* 2 * * SUN)', 'cron(0 * * * SUN)', 'cron(* * * * *)', 'cron(*/5 2 * * SUN)', 'cron(0-5 2 * * SUN)'],
    ...['cron(60 2 * * SUN)', 'cron(0 24 * * SUN)', 'cron(0 2,24 * * SUN)', 'cron(0 60 * * SUN)', 'cron(0 2, * * SUN)'],
    ...['cron(000 2 * * SUN)', 'cron(0 2 * * sun)', 'cron(0 2 * * SUN) ', 'cron(0 2 ? * SUN)', 'at(2027-03-01)'],
    ...['at(2027-02-30T02:00)', 'at(2027-02-29T02:00)', 'at(2027-13-01T02:00)', 'at(2027-00-01T02:00)', 'at()', ''],
    ...['at(2027-03-01T24:00)', 'at(2027-03-01T02:60)', 'at(2027-03-01T02:00:00)', 'at(2027-03-01T02:00Z)'],
  ])('that begins at %j is refused', (start) => {
    expect(problemsFor({ start })).toEqual([['observability/window-begins', 'maintenanceWindows[1].start', start]]);
  });

  test.each([59, 90, 15 * 86_400 + 60])('that lasts %d seconds is refused', (seconds) => {
    const duration = Duration.seconds(seconds);

    expect(problemsFor({ duration })).toEqual([
      ['observability/window-duration', 'maintenanceWindows[1].duration', duration.toIsoString()],
    ]);
  });

  test('in a time zone that nobody knows is refused', () => {
    expect(problemsFor({ timezone: 'Asia/Atlantis' })).toEqual([
      ['observability/window-timezone', 'maintenanceWindows[1].timezone', 'Asia/Atlantis'],
    ]);
  });

  test.each([
    { start: 'at(2027-03-01T02:00)', duration: Duration.minutes(1) },
    { timezone: 'Asia/Singapore', duration: Duration.days(15) },
    { start: 'cron(0,30 2,14 * * *)' },
    { start: 'cron(59 23 1 1 *)' },
    { start: 'cron(05 00 1-7 JAN,JUL SUN)' },
    { start: 'at(2028-02-29T23:59)' },
  ])('as CloudWatch knows it is taken: %j', (window) => {
    expect(problemsFor(window)).toEqual([]);
  });
});

describe('`alarmStack`', () => {
  const app = newApp();
  const home = workloadStack(app);

  test.each<[code: string, path: string, alarmStack: Stack]>([
    ['nested-alarm-stack', 'Web/Nested', new NestedStack(home, 'Nested')],
    ['alarm-stack-elsewhere', 'Abroad', new Stack(app, 'Abroad', { env: { ...WORKLOAD, account: '222222222222' } })],
    ['alarm-stack-elsewhere', 'Prod/Watch', workloadStack(new Stage(app, 'Prod'), 'Watch')],
  ])('refuses %s: %s', (code, path, alarmStack) => {
    expect(problemsOf({ alarmStack }, home)).toEqual([[`observability/${code}`, 'alarmStack', path]]);
  });
});

test('all problems are told at once, by the observer', () => {
  expect(() => queueApp({}, { namePrefix: '', page: [] })).toThrowProblems(
    [
      ['observability/name-prefix', 'namePrefix', ''],
      ['observability/no-target', 'page', []],
    ],
    'Web/Observability',
  );
});
