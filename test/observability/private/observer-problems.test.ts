import { Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { BankObservabilityProps, MaintenanceWindow } from '../../../src/observability';
import { observerProblems } from '../../../src/observability/private/observer-problems';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { messageOf, ONCALL, PLATFORM, queueApp, toldOf } from '../../support/observability';

type Props = Partial<BankObservabilityProps>;

const HOME = workloadStack();
const sources = { queue: { alarmDefinitions: [] } };
const problemsOf = (props: Props, home: Stack = HOME) => {
  return saidOf(observerProblems(home, { namePrefix: 'prd', sources, page: [ONCALL], ticket: [PLATFORM], ...props }));
};

const QUIET = 'must be 1 to 60 whole minutes: pass one such as Duration.minutes(15)';
const NOBODY =
  "must have at least one target, because each severity also reports failed deliveries of the other: pass one such as AlarmTarget.email('oncall@bank.example')";
const PREFIX = 'must be up to 50 letters, digits and hyphens that begin with a letter: pass one such as prd-rl-bank';
const SOURCE =
  'must be 1 to 50 letters, digits and hyphens, because names of alarms contain it: rename it, such as mp-webapp';
const NOTHING = 'must have at least one source: pass constructs by name, such as { api, cache }';

test.each<[code: string, what: string, reason: string, props: Props]>([
  ['name-prefix', `'namePrefix' is "1st"`, PREFIX, { namePrefix: '1st' }],
  ['name-prefix', `'namePrefix' is "${'a'.repeat(51)}"`, PREFIX, { namePrefix: 'a'.repeat(51) }],
  ['no-sources', "'sources' is []", NOTHING, { sources: {} }],
  ['source-name', `'sources' is "my api"`, SOURCE, { sources: { 'my api': { alarmDefinitions: [] } } }],
  ['nobody-called', "'page' is []", NOBODY, { page: [] }],
  ['nobody-called', "'ticket' is []", NOBODY, { ticket: [] }],
  ...[90, 0, 3660].map((seconds): [string, string, string, Props] => [
    ...(['deployment-quiet', `'deploymentQuietPeriod' is "${seconds} seconds"`, QUIET] as const),
    { deploymentQuietPeriod: Duration.seconds(seconds) },
  ]),
])('an observer refuses %j', (problem, props) => {
  expect(problemsOf(props)).toEqual([problem]);
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
    expect(problemsFor({ start })).toEqual([
      `'maintenanceWindows[1].start' is "${start}", but must be one time, or a cron expression of five fields with numbers for minutes and hours: pass one such as cron(0 2 * * SUN) or at(2027-03-01T02:00) [observability/window-begins]`,
    ]);
  });

  test.each([59, 90, 15 * 86_400 + 60])('that lasts %d seconds is refused', (seconds) => {
    const duration = Duration.seconds(seconds);

    expect(problemsFor({ duration })).toEqual([
      `'maintenanceWindows[1].duration' is "${duration.toIsoString()}", but must be whole minutes, from one minute to 15 days: pass one such as Duration.hours(2) [observability/window-duration]`,
    ]);
  });

  test('in a time zone that nobody knows is refused', () => {
    expect(problemsFor({ timezone: 'Asia/Atlantis' })).toEqual([
      `'maintenanceWindows[1].timezone' is "Asia/Atlantis", but must be the name of a time zone: pass one such as Asia/Singapore [observability/window-timezone]`,
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
  const elsewhere = `must be in the account and Stage of Web: create it there, or leave it out [observability/watch-stack-elsewhere]`;

  test.each<[what: string, alarmStack: Stack, reason: string]>([
    [
      ...(['Web/Nested', new NestedStack(home, 'Nested')] as const),
      'cannot be a nested stack: pass a top-level stack [observability/nested-watch-stack]',
    ],
    ['Abroad', new Stack(app, 'Abroad', { env: { ...WORKLOAD, account: '222222222222' } }), elsewhere],
    ['Prod/Watch', workloadStack(new Stage(app, 'Prod'), 'Watch'), elsewhere],
  ])('is refused where it is %s', (path, alarmStack, reason) => {
    expect(problemsOf({ alarmStack }, home)).toEqual([`'alarmStack' is "${path}", but ${reason}`]);
  });
});

test('all problems are told at once, by the observer', () => {
  expect(() => queueApp({}, { namePrefix: '', page: [] })).toThrowProblems(
    [
      ['observability/name-prefix', 'namePrefix', ''],
      ['observability/nobody-called', 'page', []],
    ],
    'Web/Observability',
  );
});
