import { Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { BankObservabilityProps } from '../../../src/observability';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { definitionOf, messageOf, observe, ONCALL, Queue } from '../../support/observability';

const PLACE = 'at Web/Observability]';

const messageWith = (props: Partial<BankObservabilityProps>, stack: Stack = workloadStack()) => {
  return messageOf(() => observe(stack, { queue: { alarmDefinitions: [definitionOf()] } }, props));
};

const QUIET =
  'but alarms are quiet for whole minutes, one at least and 60 at most: what is still wrong then is no noise: pass one such as Duration.minutes(15)';
const NOBODY =
  "but alarms of that severity would call nobody, and nobody would hear that the other way is broken: pass whom to call, such as AlarmTarget.email('oncall@bank.example')";
const PREFIX =
  'but names of alarms, topics and dashboard begin with it: up to 50 letters, digits and hyphens, a letter first: pass one such as prd-rl-bank';

test.each<[code: string, props: Partial<BankObservabilityProps>, sentence: string]>([
  ['name-prefix', { namePrefix: '1st' }, `'namePrefix' is "1st", ${PREFIX}`],
  ['name-prefix', { namePrefix: 'a'.repeat(51) }, `'namePrefix' is "${'a'.repeat(51)}", ${PREFIX}`],
  [
    'no-sources',
    { sources: {} },
    "'sources' is [], but there is nothing to observe: pass what is observed by name, such as { api, cache }",
  ],
  [
    'source-name',
    { sources: { 'my api': { alarmDefinitions: [] } } },
    `'sources' is "my api", but names of alarms are made of it: 1 to 50 letters, digits and hyphens: rename it, such as mp-webapp`,
  ],
  ['nobody-called', { page: [] }, `'page' is [], ${NOBODY}`],
  ['nobody-called', { ticket: [] }, `'ticket' is [], ${NOBODY}`],
  ['deployment-quiet', { deploymentQuiet: Duration.seconds(90) }, `'deploymentQuiet' is "90 seconds", ${QUIET}`],
  ['deployment-quiet', { deploymentQuiet: Duration.minutes(0) }, `'deploymentQuiet' is "0 seconds", ${QUIET}`],
  ['deployment-quiet', { deploymentQuiet: Duration.minutes(61) }, `'deploymentQuiet' is "3660 seconds", ${QUIET}`],
])('%s is refused: %j', (code, props, sentence) => {
  expect(messageWith(props)).toBe(`${sentence} [observability/${code} ${PLACE}`);
});

describe('a planned window', () => {
  const [begins, duration] = ['cron(0 2 * * SUN)', Duration.hours(2)];
  const messageFor = (window: Partial<NonNullable<BankObservabilityProps['plannedWindows']>[number]>) => {
    return messageWith({
      plannedWindows: [
        { begins, duration },
        { begins, duration, ...window },
      ],
    });
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
    ...['cron(000 2 * * SUN)', 'cron(0 2 * * sun)', 'cron(0 2 * * SUN) ', 'cron(0 2 ? * SUN)'],
    ...[
      'at(2027-03-01)',
      'at(2027-02-30T02:00)',
      'at(2027-02-29T02:00)',
      'at(2027-13-01T02:00)',
      'at(2027-00-01T02:00)',
    ],
    ...['at(2027-03-01T24:00)', 'at(2027-03-01T02:60)', 'at(2027-03-01T02:00:00)', 'at(2027-03-01T02:00Z)', 'at()', ''],
  ])('that begins at %j is refused', (when) => {
    expect(messageFor({ begins: when })).toBe(
      `'plannedWindows[1].begins' is "${when}", but CloudWatch takes one time, or a cron expression of five fields, of which minutes and hours are numbers here: pass one such as cron(0 2 * * SUN) or at(2027-03-01T02:00) [observability/window-begins ${PLACE}`,
    );
  });

  test.each([Duration.seconds(59), Duration.seconds(90), Duration.minutes(15 * 1440 + 1)])(
    'that lasts %s is refused',
    (time) => {
      expect(messageFor({ duration: time })).toBe(
        `'plannedWindows[1].duration' is "${time.toIsoString()}", but CloudWatch mutes for whole minutes, one at least and 15 days at most: pass one such as Duration.hours(2) [observability/window-duration ${PLACE}`,
      );
    },
  );

  test('in a time zone that nobody knows is refused', () => {
    expect(messageFor({ timezone: 'Asia/Atlantis' })).toBe(
      `'plannedWindows[1].timezone' is "Asia/Atlantis", but no time zone has that name: pass one such as Asia/Singapore [observability/window-timezone ${PLACE}`,
    );
  });

  test.each([
    { begins: 'at(2027-03-01T02:00)', duration: Duration.minutes(1) },
    { timezone: 'Asia/Singapore', duration: Duration.days(15) },
    { begins: 'cron(0,30 2,14 * * *)' },
    { begins: 'cron(59 23 1 1 *)' },
    { begins: 'cron(05 00 1-7 JAN,JUL SUN)' },
    { begins: 'at(2028-02-29T23:59)' },
  ])('as CloudWatch knows it is taken: %j', (window) => {
    expect(messageFor(window)).toBe('nothing was thrown');
  });
});

describe('a watch stack', () => {
  const elsewhere = `but it is in another account or Stage than Web: make it in the same account and Stage, or leave it out [observability/watch-stack-elsewhere ${PLACE}`;

  test('that is nested is refused', () => {
    const stack = workloadStack();

    expect(messageWith({ watchStack: new NestedStack(stack, 'Nested') }, stack)).toBe(
      `'watchStack' is "Web/Nested", but it is a nested stack, and comes and goes with the stack around it: pass a stack that is deployed by itself [observability/nested-watch-stack ${PLACE}`,
    );
  });

  test('in another account is refused', () => {
    const app = newApp();
    const watchStack = new Stack(app, 'Watch', { env: { ...WORKLOAD, account: '222222222222' } });

    expect(messageWith({ watchStack }, workloadStack(app))).toBe(`'watchStack' is "Watch", ${elsewhere}`);
  });

  test('in another Stage is refused', () => {
    const app = newApp();
    const watchStack = workloadStack(new Stage(app, 'Prod'), 'Watch');

    expect(messageWith({ watchStack }, workloadStack(app))).toBe(`'watchStack' is "Prod/Watch", ${elsewhere}`);
  });
});

test('all problems are told at once', () => {
  const stack = workloadStack();
  const make = () => observe(stack, { queue: new Queue(stack) }, { namePrefix: '', page: [], ticket: [ONCALL] });

  expect(make).toThrow(`2 problems [observability/name-prefix, observability/nobody-called ${PLACE}:`);
});
