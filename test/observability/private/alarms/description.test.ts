import { App, Aws, Token } from 'aws-cdk-lib';
import { Runbook } from '../../../../src/observability';
import { descriptionOf as describeAlarm, lengthOf } from '../../../../src/observability/private/alarms/description';
import { workloadStack } from '../../../support/cloud';
import {
  alarmsIn,
  ANY_RUNBOOK,
  countOf,
  definitionOf,
  namesOf,
  observe,
  observedBank,
  Queue,
} from '../../../support/observability';

const CONSOLE = 'https://ap-southeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-southeast-1';
const dashboard = { name: 'prd-rl-bank', region: 'ap-southeast-1' };
const LONGEST = 1024;

const linesOf = (props: Parameters<typeof definitionOf>[0], links: object = { dashboard }) => {
  const told = { runbook: ANY_RUNBOOK, ...links };
  return describeAlarm(workloadStack(), 'prd-queue', definitionOf(props), 'eu-west-1', told).split('\n');
};

test('says what users feel, then where to go, the most useful first', () => {
  expect(linesOf({ logGroupName: '/ecs/queue' })).toEqual([
    'Payments come late.',
    '',
    'Runbook: https://wiki.bank.example/runbook#queue-too-long',
    `Metric: ${CONSOLE}#alarmsV2:alarm/prd-queue`,
    'Logs: https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Fecs$252Fqueue',
    `Dashboard: ${CONSOLE}#dashboards/dashboard/prd-rl-bank`,
  ]);
});

test.each([undefined, Token.asString({ Ref: 'Logs' })])('leads to no logs where none are known: %#', (logGroupName) => {
  const labels = linesOf({ logGroupName }, {}).map((line) => line.split(':')[0]);

  expect(labels).toEqual(['Payments come late.', '', 'Runbook', 'Metric']);
});

test('what CloudFormation fills in counts as the name of a region', () => {
  expect(lengthOf(`in ${Aws.REGION}.`)).toBe('in ap-southeast-1.'.length);
});

test('what does not fit is left out, the rest is whole and in its order', () => {
  const logGroupName = '/'.repeat(70);
  const kept = Array.from({ length: 53 }, (_, index) => linesOf({ symptom: 's'.repeat(index * 10), logGroupName }));
  const labels = kept.map((lines) => lines.slice(2).map((line) => line.split(':')[0]));

  kept.forEach((lines) => expect(lines.join('\n').length).toBeLessThanOrEqual(LONGEST));
  expect([...new Set(labels.map(String))]).toEqual([
    'Runbook,Metric,Logs,Dashboard',
    'Runbook,Metric,Logs',
    'Runbook,Metric',
  ]);
});

describe('RB12b in the system of the document', () => {
  const { made } = observedBank();
  const calling = made.filter(({ name }) => !name.endsWith('-Quiet'));
  const textOf = ({ properties }: (typeof made)[0]): string => properties.AlarmDescription;

  test('each text fits into what CloudWatch takes', () => {
    expect(made.filter((alarm) => textOf(alarm).length > LONGEST)).toEqual([]);
  });

  test.each([
    [
      'a heading',
      /^Runbook: https:\/\/github\.com\/rl-bank\/rl-bank-constructs\/blob\/main\/docs\/runbook\.md#[a-z-]+$/m,
    ],
    [
      'a metric',
      /^Metric: https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=\S+#alarmsV2:alarm\/\S+$/m,
    ],
    ['the dashboard', /^Dashboard: \S+\?region=ap-southeast-1#dashboards\/dashboard\/prd-rl-bank$/m],
  ])('each alarm that calls leads to %s', (_, link) => {
    expect(calling.filter((alarm) => !link.test(textOf(alarm)))).toEqual([]);
    expect(calling.length).toBeGreaterThan(20);
  });

  test('alarms of tasks lead to what the tasks say', () => {
    const withLogs = calling.filter((alarm) => textOf(alarm).includes('$252Fecs$252Fprd-rl-bank-api'));

    expect(namesOf(withLogs).sort()).toEqual(
      [
        ...['CpuHigh', 'CpuHigh-Call', 'DeploymentFailed', 'Latency', 'Latency-Call', 'MemoryHigh', 'MemoryHigh-Call'],
        ...['NoHealthyTarget', 'ServerErrors', 'ServerErrors-Call', 'TasksMissing', 'TasksMissing-Call'],
      ].map((id) => `api-${id}`),
    );
  });
});

test('with the longest of everything CloudWatch takes each text and name; symptom and runbook are whole, in front', () => {
  const url = `https://wiki.bank.example/${'r'.repeat(272)}`; // the longest that a runbook takes
  const stack = workloadStack();
  const longest = { symptom: 's'.repeat(524), logGroupName: '/'.repeat(400), suppressedAfter: countOf() };
  const [namePrefix, source, id] = ['p', 's', 'aa'].map((letters) => letters.repeat(50));
  const queue = new Queue(stack, 'Queue', { alarms: [definitionOf({ ...longest, id })] });
  const thresholds = { [`${source}-${id}`]: 0.1234567890123456 };
  observe(stack, { [source]: queue }, { namePrefix, runbook: Runbook.fromUrl(url), thresholds });
  const made = alarmsIn(stack.node.root as App).map(({ name, properties }) => ({
    name,
    text: properties.AlarmDescription,
  }));

  made.forEach(({ name, text }) => expect([name.length <= 255, text.length <= LONGEST]).toEqual([true, true]));
  expect(
    made
      .find(({ name }) => name === `${namePrefix}-${source}-${id}-Call`)!
      .text.split('\n')
      .slice(0, 3),
  ).toEqual([
    `${longest.symptom} (Here it calls at 0.1234567890123456, and not at 10.)`,
    '',
    `Runbook: ${url}#queue-too-long`,
  ]);
});
