import assert from 'node:assert/strict';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../world.mjs').World} World */

const PREFIX = 'prd-rl-bank-api';
const COMPOSITE = `${PREFIX}-ServerErrors-Call`;
const OBJECTIVE = 'available-FastBurn-Call';
const ERRORS = { 'ServerErrors HTTPCode_Target_5XX_Count': 50, 'ServerErrors RequestCount': 100 };
/** Seconds of the hour of alarms for which the objective holds its page after failures have ended, and some more. */
const HOLDS = 90;

/**
 * In a sandbox whose alarms have short minutes. The metrics are those of the deployed alarms: each has its own dimensions.
 *
 * @type {import('../tell.mjs').Story}
 */
export const alarmsLive = {
  name: 'RB12b, RB12c errors of the API page by the objective, and are a ticket by the composite alarm of their rate; a deployment suppresses the ticket while it lasts',
  async tell(world) {
    const [pages, tickets] = [await openInbox(world.sandbox, 'page'), await openInbox(world.sandbox, 'ticket')];
    const ticketed = async () => (await tickets.states()).filter((state) => state.startsWith(`${COMPOSITE} `));
    await until(
      'no deployment',
      () => states(world),
      (seen) => seen.Quiet !== 'ALARM',
    );
    await until(
      'ServerErrors and the burn rate in ALARM',
      () => states(world, ERRORS),
      (seen) => seen.ServerErrors === 'ALARM' && seen[OBJECTIVE] === 'ALARM',
    );
    await until('a page', pages.states, (heard) => heard.length > 0);
    await until('a ticket', ticketed, (heard) => heard.length > 0);
    const once = [`${COMPOSITE} ALARM`];
    assert.deepEqual(await pages.states(), [`${PREFIX}-${OBJECTIVE} ALARM`]);
    assert.deepEqual(await ticketed(), once);
    await pages.close();
    await until(
      'ServerErrors is over',
      () => states(world),
      (seen) => seen.ServerErrors === 'OK',
    );
    await until(
      'the composite alarm is over',
      () => states(world),
      (seen) => seen['ServerErrors-Call'] === 'OK',
    );

    const begun = { 'Quiet StartedDeployments': 1 };
    await until(
      'a deployment',
      () => states(world, begun),
      (seen) => seen.Quiet === 'ALARM',
    );
    let last = await until(
      'errors',
      () => states(world, ERRORS),
      (seen) => seen['ServerErrors-Call'] === 'ALARM',
    );
    assert.equal(last.Quiet, 'ALARM', 'the deployment lasts');
    await until(
      'the end of the deployment',
      async () => {
        const heard = await ticketed(); // read first: the deployment may end, and the ticket come, between the two
        last = await states(world, ERRORS);
        if (last.Quiet === 'ALARM') assert.deepEqual(heard, once, 'a ticket during the deployment');
        return last;
      },
      (seen) => seen.Quiet === 'OK',
    );
    await until(
      'a ticket after the deployment, as the errors last',
      async () => {
        await states(world, ERRORS);
        return ticketed();
      },
      (seen) => seen.length > 1,
    );
    assert.deepEqual(await ticketed(), [...once, ...once]);
    await tickets.close();
  },
};

/** @type {import('../tell.mjs').Story} */
export const alarmRecovers = {
  name: 'RB12b, RB12c without a healthy target one alarm pages, and what follows from it does not; with errors the objective pages in its place, and its recovery is a message',
  async tell(world) {
    const down = { 'NoHealthyTarget HealthyHostCount': 0, 'ServerErrors HTTPCode_ELB_5XX_Count': 50 };
    const isQuiet = (/** @type {Record<string, string>} */ seen) => seen[OBJECTIVE] === 'OK';
    await until('no page', () => states(world), isQuiet, HOLDS);
    const inbox = await openInbox(world.sandbox, 'page');
    await until(
      'no healthy target',
      () => states(world, { 'NoHealthyTarget HealthyHostCount': 0 }),
      (seen) => seen['NoHealthyTarget-Call'] === 'ALARM',
    );
    await until('a page', inbox.states, (heard) => heard.length > 0);
    const alone = [`${PREFIX}-NoHealthyTarget-Call ALARM`];
    assert.deepEqual(await inbox.states(), alone);
    await until(
      'errors',
      () => states(world, down),
      (seen) => seen.ServerErrors === 'ALARM' && seen[OBJECTIVE] === 'ALARM',
    );
    const last = await states(world, down);
    assert.deepEqual([last['ServerErrors-Call'], last['NoHealthyTarget-Call']], ['OK', 'OK']);
    const up = { 'NoHealthyTarget HealthyHostCount': 2 };
    await until(
      'healthy targets, and the end of the errors',
      () => states(world, up),
      (seen) => seen.NoHealthyTarget === 'OK' && seen.ServerErrors === 'OK',
    );
    await until('the end of the page', () => states(world, up), isQuiet, HOLDS);
    await until('a message', inbox.states, (heard) => heard.length >= 3);
    // No OK of NoHealthyTarget when the objective takes over: nothing has recovered then.
    assert.deepEqual(await inbox.states(), [...alone, `${PREFIX}-${OBJECTIVE} ALARM`, `${PREFIX}-${OBJECTIVE} OK`]);
    await inbox.close();
  },
};

/**
 * The state of each alarm of the API, after values for metrics: `<alarm> <metric>`.
 *
 * @param {World} world
 * @param {Record<string, number>} values
 */
async function states({ sandbox }, values = {}) {
  const AlarmTypes = /** @type {('MetricAlarm' | 'CompositeAlarm')[]} */ (['MetricAlarm', 'CompositeAlarm']);
  const described = new DescribeAlarmsCommand({ AlarmNamePrefix: `${PREFIX}-`, AlarmTypes });
  const { MetricAlarms, CompositeAlarms } = await sandbox.ask(CloudWatchClient, described);
  for (const [key, Value] of Object.entries(values)) {
    const [name, read] = key.split(' ');
    const alarm = MetricAlarms.find(({ AlarmName }) => AlarmName === `${PREFIX}-${name}`);
    const metric = [alarm, ...(alarm?.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric)].find(
      (one) => one?.MetricName === read,
    );
    assert.ok(metric, `${name} reads ${read}`);
    const { Namespace, MetricName, Dimensions } = metric;
    const MetricData = [{ MetricName, Dimensions, Value }];
    await sandbox.ask(CloudWatchClient, new PutMetricDataCommand({ Namespace, MetricData }));
  }
  const all = [...MetricAlarms, ...CompositeAlarms];
  return Object.fromEntries(all.map(({ AlarmName, StateValue }) => [AlarmName.slice(PREFIX.length + 1), StateValue]));
}
