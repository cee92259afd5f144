import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** Three periods of five minutes, in a sandbox whose minutes last a second. */
const SECONDS = 16;
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
  async tell({ sandbox }) {
    const system = new Metrics(sandbox);
    await system.begin(BELOW);
    const watched = [...new Set(Object.keys(BELOW).map((key) => key.split(' ')[0]))];
    const isQuiet = (seen) => seen['api-Quiet'] !== 'ALARM' && watched.every((it) => seen[it] === 'OK');
    await until('a quiet system', () => states(sandbox), isQuiet, 60);
    await sleep(SECONDS * 1000); // a period without values would be above, for the lag
    const [page, ticket] = [await openInbox(sandbox, 'page'), await openInbox(sandbox, 'ticket')];

    system.values = ABOVE;
    await sandbox.ask(EventBridgeClient, new PutEventsCommand({ Entries: [FINDING] }));
    const pages = await until(
      'pages',
      () => alarmsOf(page),
      ({ length }) => length >= PAGES.length,
      60,
    );
    const tickets = await until(
      'tickets',
      () => alarmsOf(ticket),
      ({ length }) => length >= TICKETS.length,
      60,
    );
    assert.deepEqual([pages, tickets], [PAGES, TICKETS]);

    system.values = BELOW;
    await until('the end of all', () => states(sandbox), isQuiet, 60);
    assert.deepEqual([await alarmsOf(page), await alarmsOf(ticket)], [PAGES, TICKETS], 'none comes twice');
    await Promise.all([page.close(), ticket.close()]);
    await system.end();
  },
};

/** Publishes values for metrics again and again: a metric without values is an alarm for some. */
class Metrics {
  /** @type {Record<string, number>} by `<alarm> <metric>` */
  values = {};
  #sandbox;
  #isEnding = false;
  /** @type {Promise<void> | undefined} */
  #running;

  /** @param {Sandbox} sandbox */
  constructor(sandbox) {
    this.#sandbox = sandbox;
  }

  async begin(values) {
    this.values = values;
    const described = new DescribeAlarmsCommand({ AlarmNamePrefix: PREFIX });
    const { MetricAlarms } = await this.#sandbox.ask(CloudWatchClient, described);
    this.#running = this.#run(MetricAlarms);
    this.#running.catch(() => {}); // it fails where it is awaited
  }

  end() {
    this.#isEnding = true;
    return this.#running;
  }

  async #run(alarms) {
    while (!this.#isEnding) {
      const values = Object.entries(this.values).map(([key, Value]) => ({ ...metricOf(alarms, key), Value }));
      for (const Namespace of new Set(values.map((one) => one.Namespace))) {
        // Errors and requests in one call: between two, a share of errors would be another.
        const MetricData = values.filter((one) => one.Namespace === Namespace).map(({ Namespace: _, ...rest }) => rest);
        await this.#sandbox.ask(CloudWatchClient, new PutMetricDataCommand({ Namespace, MetricData }));
      }
      await sleep(200);
    }
  }
}

/** The metric of a `<alarm> <metric>`, with its dimensions. */
function metricOf(alarms, key) {
  const [name, read] = key.split(' ');
  const alarm = alarms.find(({ AlarmName }) => AlarmName === PREFIX + name);
  const metrics = [alarm, ...(alarm?.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric)];
  const metric = metrics.find((one) => one?.MetricName === read);
  assert.ok(metric, `${name} reads ${read}`);
  const { Namespace, MetricName, Dimensions } = metric;
  return { Namespace, MetricName, Dimensions };
}

/** The names of the alarms in messages about ALARM, sorted. */
async function alarmsOf(inbox) {
  const all = (await inbox.states()).filter((it) => it.endsWith(' ALARM'));
  return all.map((it) => it.replace(PREFIX, '').replace(' ALARM', '')).sort();
}

/**
 * The state of each alarm, composites included.
 *
 * @param {Sandbox} sandbox
 * @returns {Promise<Record<string, string>>}
 */
async function states(sandbox) {
  const AlarmTypes = /** @type {('MetricAlarm' | 'CompositeAlarm')[]} */ (['MetricAlarm', 'CompositeAlarm']);
  const described = new DescribeAlarmsCommand({ AlarmNamePrefix: PREFIX, AlarmTypes });
  const { MetricAlarms, CompositeAlarms } = await sandbox.ask(CloudWatchClient, described);
  const all = [...MetricAlarms, ...CompositeAlarms];
  return Object.fromEntries(all.map(({ AlarmName, StateValue }) => [AlarmName.slice(PREFIX.length), StateValue]));
}
