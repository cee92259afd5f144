import { Aws, Token } from 'aws-cdk-lib';
import { Runbook } from '../../../src/observability';
import { describe as describeAlarm, lengthOf } from '../../../src/observability/private/description';
import { newApp, workloadStack } from '../../support/cloud';
import {
  alarmNamed,
  alarmsIn,
  ANY_RUNBOOK,
  bankIn,
  countOf,
  definitionOf,
  observe,
  Queue,
} from '../../support/observability';

const CONSOLE = 'https://ap-southeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-southeast-1';
const links = { runbook: ANY_RUNBOOK, dashboard: { name: 'prd-rl-bank', region: 'ap-southeast-1' } };

test('says what users feel, then where to go, the most useful first', () => {
  const definition = definitionOf({ logGroupName: '/ecs/queue' });

  expect(describeAlarm(workloadStack(), 'prd-queue', definition, 'eu-west-1', links).split('\n')).toEqual([
    'Payments come late.',
    '',
    'Runbook: https://wiki.bank.example/runbook#queue-too-long',
    `Metric: ${CONSOLE}#alarmsV2:alarm/prd-queue`,
    'Logs: https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Fecs$252Fqueue',
    `Dashboard: ${CONSOLE}#dashboards/dashboard/prd-rl-bank`,
  ]);
});

test.each([undefined, Token.asString({ Ref: 'Logs' })])('leads to no logs where none are known: %#', (logGroupName) => {
  const text = describeAlarm(workloadStack(), 'a', definitionOf({ logGroupName }), 'eu-west-1', {
    runbook: ANY_RUNBOOK,
  });

  expect(text.split('\n').map((line) => line.split(':')[0])).toEqual(['Payments come late.', '', 'Runbook', 'Metric']);
});

test('what CloudFormation fills in counts as the name of a region', () => {
  expect(lengthOf(`in ${Aws.REGION}.`)).toBe('in ap-southeast-1.'.length);
});

describe('RB12b in the system of the document', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { runbook: Runbook.ofLibrary() });
  const made = alarmsIn(app).map(({ name, properties }) => [name, properties.AlarmDescription as string] as const);
  const calling = made.filter(([name]) => !name.endsWith('-Quiet'));

  test.each(made)('%s fits into what CloudWatch takes', (_, text) => {
    expect(text.length).toBeLessThanOrEqual(1024);
  });

  test.each(calling)('%s leads to a heading, a metric and the dashboard', (_, text) => {
    expect(text).toMatch(
      /^Runbook: https:\/\/github\.com\/rl-bank\/rl-bank-constructs\/blob\/main\/docs\/runbook\.md#[a-z-]+$/m,
    );
    expect(text).toMatch(
      /^Metric: https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=\S+#alarmsV2:alarm\/\S+$/m,
    );
    expect(text).toContain(`\nDashboard: ${CONSOLE}#dashboards/dashboard/prd-rl-bank`);
  });

  test('alarms of tasks lead to what the tasks say', () => {
    const withLogs = calling.filter(([, text]) => text.includes('$252Fecs$252Fprd-rl-bank-api')).map(([name]) => name);

    expect(withLogs.map((name) => name.replace('prd-rl-bank-api-', '')).sort()).toEqual([
      ...['CpuHigh', 'CpuHigh-Call', 'DeploymentFailed', 'Latency', 'Latency-Call', 'MemoryHigh', 'MemoryHigh-Call'],
      ...['NoHealthyTarget', 'ServerErrors', 'ServerErrors-Call', 'TasksMissing', 'TasksMissing-Call'],
    ]);
  });
});

describe('with the longest of everything', () => {
  const url = `https://wiki.bank.example/${'r'.repeat(272)}`; // the longest that a runbook takes
  const app = newApp();
  const stack = workloadStack(app);
  const longest = {
    symptom: 's'.repeat(524),
    logGroupName: '/'.repeat(400),
    mutedAfter: countOf(),
  };
  const ids = ['a', 'b'].map((letter) => letter.repeat(100));
  const queue = new Queue(stack, 'Queue', { alarms: ids.map((id) => definitionOf({ ...longest, id })) });
  const [prefix, source] = ['p', 's'].map((letter) => letter.repeat(50));
  const thresholds = { [`${source}-${ids[0]}`]: 0.1234567890123456 };
  observe(stack, { [source]: queue }, { namePrefix: prefix, runbook: Runbook.at(url), thresholds });
  const textOfAlarm = (name: string) => alarmNamed(app, name).properties.AlarmDescription as string;

  test('CloudWatch takes each text', () => {
    alarmsIn(app).forEach(({ properties }) => expect(properties.AlarmDescription.length).toBeLessThanOrEqual(1024));
  });

  test.each(ids)('the symptom and the runbook stay, whole, and are in front: %s', (id) => {
    const [symptom, empty, runbook] = textOfAlarm(`${prefix}-${source}-${id}`).split('\n');

    expect(symptom).toMatch(/^s{524}( \(Here it calls at 0\.1234567890123456, and not at 10\.\))?$/);
    expect([empty, runbook]).toEqual(['', `Runbook: ${url}#queue-too-long`]);
  });

  test.each(ids)('a composite says what its alarm says: %s', (id) => {
    const name = `${prefix}-${source}-${id}`;

    expect(textOfAlarm(`${name}-Call`)).toBe(textOfAlarm(name));
  });
});

test('what does not fit is left out, the rest is whole and in its order', () => {
  const labels = ['Runbook', 'Metric', 'Logs', 'Dashboard'];
  const whole = describeAlarm(workloadStack(), 'prd-queue', definitionOf({ logGroupName: '/ecs' }), 'eu-west-1', links);
  const ofLength = Array.from({ length: 53 }, (_, index) => index * 10).map((symptom) => {
    const definition = definitionOf({ symptom: 's'.repeat(symptom), logGroupName: '/'.repeat(70) });
    return describeAlarm(workloadStack(), 'prd-queue', definition, 'eu-west-1', links).split('\n');
  });

  expect(whole.split('\n')).toHaveLength(6);
  ofLength.forEach((lines) => {
    const kept = lines.slice(2).map((line) => line.split(':')[0]);
    expect(lines.join('\n').length).toBeLessThanOrEqual(1024);
    expect(kept).toEqual(labels.filter((label) => kept.includes(label)));
    expect(kept[0]).toBe('Runbook');
  });
  expect(new Set(ofLength.map(({ length }) => length)).size).toBeGreaterThan(1);
});
