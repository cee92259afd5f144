import assert from 'node:assert/strict';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const PREFIX = 'retail-production-';

/** Values a little above the thresholds of the document, by alarm and metric: services publish none here. */
const ABOVE = {
  'api-CpuHigh CPUUtilization': 81,
  'api-MemoryHigh MemoryUtilization': 86,
  'api-ServerErrors HTTPCode_Target_5XX_Count': 11,
  'api-ServerErrors RequestCount': 1000,
  'api-Latency TargetResponseTime': 2.1,
  'database-DatabaseCpuHigh CPUUtilization': 81,
  'database-DatabaseReplica1Lags ReplicaLag': 601,
  'network-FlowLogAnomalies AnomalyCount': 1,
};
const BELOW = {
  'api-CpuHigh CPUUtilization': 79,
  'api-MemoryHigh MemoryUtilization': 84,
  'api-ServerErrors HTTPCode_Target_5XX_Count': 9,
  'api-ServerErrors RequestCount': 1000,
  'api-Latency TargetResponseTime': 1.9,
  'database-DatabaseCpuHigh CPUUtilization': 79,
  'database-DatabaseReplica1Lags ReplicaLag': 599,
};
const PAGES = ['api-Latency-Call', 'api-ServerErrors-Call'];
const TICKETS = [
  ...['api-CpuHigh-Call', 'api-MemoryHigh-Call', 'database-DatabaseCpuHigh', 'database-DatabaseReplica1Lags'],
  ...['findings-ExternalFinding', 'network-FlowLogAnomalies'],
];
const FINDING = {
  Source: 'retail.nessus',
  DetailType: 'Scanner Finding',
  Detail: JSON.stringify({
    severity: 'HIGH',
    title: 'CVE-2026-1',
    resource: 'pos-17',
    link: 'https://nessus.example/1',
  }),
};

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const alarmed = {
  name: 'FE4 below each threshold of the document no alarm goes off; above it CPU, memory, lag of the replica, anomalies and findings are a ticket each, errors and latency a page each, once',
  async tell(world) {
    const { sandbox } = world;
    const watched = [...new Set(Object.keys(BELOW).map((key) => key.split(' ')[0]))];
    await until(
      'a quiet system',
      () => states(sandbox, BELOW),
      (seen) => watched.every((it) => seen[it] === 'OK'),
      60,
    );
    const [page, ticket] = [await openInbox(sandbox, 'page'), await openInbox(sandbox, 'ticket')];
    await until(
      'no deployment',
      () => states(sandbox, BELOW),
      (seen) => seen['api-Quiet'] !== 'ALARM',
      60,
    );
    await world.shell(`aws events put-events --entries '${JSON.stringify([FINDING])}'`);
    const all = [...PAGES, ...TICKETS];
    await until(
      'all alarms',
      () => states(sandbox, ABOVE),
      (seen) => all.every((it) => seen[it] === 'ALARM'),
      60,
    );
    const pages = await until(
      'pages',
      () => alarmsOf(page),
      ({ length }) => length >= PAGES.length,
    );
    const tickets = await until(
      'tickets',
      () => alarmsOf(ticket),
      ({ length }) => length >= TICKETS.length,
    );
    assert.deepEqual(pages, PAGES);
    assert.deepEqual(tickets, TICKETS);

    await until(
      'the lag is over',
      () => states(sandbox, BELOW),
      (seen) => watched.every((it) => seen[it] === 'OK'),
      60,
    );
    assert.deepEqual([await alarmsOf(page), await alarmsOf(ticket)], [PAGES, TICKETS], 'none comes twice');
    await Promise.all([page.close(), ticket.close()]);
  },
};

/** The names of the alarms in messages about ALARM, sorted. */
async function alarmsOf(inbox) {
  const all = (await inbox.states()).filter((it) => it.endsWith(' ALARM'));
  return all.map((it) => it.replace(PREFIX, '').replace(' ALARM', '')).sort();
}

/**
 * The state of each alarm, after values for metrics: `<alarm> <metric>`.
 *
 * @param {Sandbox} sandbox
 * @param {Record<string, number>} values
 * @returns {Promise<Record<string, string>>}
 */
async function states(sandbox, values) {
  const AlarmTypes = /** @type {('MetricAlarm' | 'CompositeAlarm')[]} */ (['MetricAlarm', 'CompositeAlarm']);
  const described = new DescribeAlarmsCommand({ AlarmNamePrefix: PREFIX, AlarmTypes });
  const { MetricAlarms, CompositeAlarms } = await sandbox.ask(CloudWatchClient, described);
  for (const [key, Value] of Object.entries(values)) {
    const [name, read] = key.split(' ');
    const alarm = MetricAlarms.find(({ AlarmName }) => AlarmName === PREFIX + name);
    const metrics = [alarm, ...(alarm?.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric)];
    const metric = metrics.find((one) => one?.MetricName === read);
    assert.ok(metric, `${name} reads ${read}`);
    const { Namespace, MetricName, Dimensions } = metric;
    const MetricData = [{ MetricName, Dimensions, Value }];
    await sandbox.ask(CloudWatchClient, new PutMetricDataCommand({ Namespace, MetricData }));
  }
  const all = [...MetricAlarms, ...CompositeAlarms];
  return Object.fromEntries(all.map(({ AlarmName, StateValue }) => [AlarmName.slice(PREFIX.length), StateValue]));
}
