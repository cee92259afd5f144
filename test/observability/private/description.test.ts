import { Aws, Token } from 'aws-cdk-lib';
import { AlarmSeverity } from '../../../src/core';
import { Runbook } from '../../../src/observability';
import { describe as describeAlarm, describeTogether, lengthOf } from '../../../src/observability/private/description';
import { workloadStack } from '../../support/cloud';
import { alarmsIn, ANY_RUNBOOK, bankIn, definitionOf, observe } from '../../support/observability';

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

test('of a composite says all that may be wrong, and names each heading once', () => {
  const group = [
    definitionOf({ id: 'A', symptom: 'Late.' }),
    definitionOf({ id: 'B', symptom: 'Lost.' }),
    definitionOf({ id: 'C', symptom: 'Twice.', runbookAnchor: 'other', severity: AlarmSeverity.PAGE }),
  ];

  expect(describeTogether(workloadStack(), 'prd-queue', group, links).split('\n')).toEqual([
    ...['Late.', 'Lost.', 'Twice.', ''],
    'Runbook: https://wiki.bank.example/runbook#queue-too-long',
    'Runbook: https://wiki.bank.example/runbook#other',
    `Alarms: ${CONSOLE}#alarmsV2:?search=prd-queue`,
    `Dashboard: ${CONSOLE}#dashboards/dashboard/prd-rl-bank`,
  ]);
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
      /^(Metric|Alarms): https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=\S+#alarmsV2:\S+$/m,
    );
    expect(text).toContain(`\nDashboard: ${CONSOLE}#dashboards/dashboard/prd-rl-bank`);
  });

  test('alarms of tasks lead to what the tasks say', () => {
    const withLogs = calling.filter(([, text]) => text.includes('$252Fecs$252Fprd-rl-bank-api')).map(([name]) => name);

    expect(withLogs.map((name) => name.replace('prd-rl-bank-api-', '')).sort()).toEqual([
      ...['CpuHigh', 'DeploymentFailed', 'Latency', 'MemoryHigh', 'NoHealthyTarget', 'ServerErrors', 'TasksMissing'],
    ]);
  });
});
