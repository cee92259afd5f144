import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newApp } from '../support/cloud';
import { metricsOfAlarm } from '../support/known-metrics';
import { bankIn, drawnAlone, everywhere, observe } from '../support/observability';

const README = readFileSync(join(__dirname, '../../src/observability/README.md'), 'utf8');

/** The cells of a row of the table of costs. */
const rowOf = (what: string) => {
  const [, table] = README.split('\n## What it costs\n');
  const row = table.split('\n').find((line) => line.startsWith(`| ${what} |`))!;
  return row
    .split('|')
    .slice(2, 4)
    .map((cell) => cell.trim());
};

const { app, stack, data, sources } = bankIn(newApp(), { rollOnSecretChange: false });
const { uptime: _uptime, ...observed } = { ...sources, ...drawnAlone(data) };
observe(stack, observed);

const made = (type: string) => everywhere(app, type).filter((it) => it.stack.endsWith('-watch'));
const alarms = made('AWS::CloudWatch::Alarm').map(({ properties }) => ({
  name: properties.AlarmName,
  metrics: metricsOfAlarm({ Properties: properties }).length,
}));
const metrics = alarms.reduce((sum, alarm) => sum + alarm.metrics, 0);

test.each<[what: string, count: number]>([
  ['alarm', metrics],
  ['composite alarm', made('AWS::CloudWatch::CompositeAlarm').length],
  ['dashboard', made('AWS::CloudWatch::Dashboard').length],
  ['KMS key', made('AWS::KMS::Key').length],
])('the README knows how many the system of the document has: %s, %d', (what, count) => {
  const [each, all] = rowOf(what);
  const [told, sum] = all.match(/[\d.]+/g)!.map(Number);

  expect(told).toBe(count);
  expect(sum ?? 0).toBeCloseTo(sum === undefined ? 0 : count * Number.parseFloat(each));
});

test('the README knows which alarms look at more than one metric', () => {
  const several = alarms.filter((alarm) => alarm.metrics !== 1);

  expect(several.map((alarm) => `${alarm.metrics} ${alarm.name}`).sort()).toEqual([
    '2 prd-rl-bank-api-TasksMissing',
    ...Array.from({ length: 2 }, () => '3 prd-rl-bank-PageNotDelivered'), // one in each region
    ...Array.from({ length: 2 }, () => '3 prd-rl-bank-TicketNotDelivered'),
    '3 prd-rl-bank-api-ServerErrors',
  ]);
  expect(rowOf('alarm')[0]).toContain(
    "3 for the API's `ServerErrors` and for each alarm of the alarm path, 2 for `TasksMissing`, else 1",
  );
});

test('what keeps others quiet is paid for as an alarm on one metric', () => {
  expect(alarms.filter(({ name }) => name.endsWith('-Quiet'))).toEqual([{ name: 'prd-rl-bank-api-Quiet', metrics: 1 }]);
});
