import assert from 'node:assert/strict';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../world.mjs').World} World */

const PREFIX = 'prd-rl-bank-api';
const COMPOSITE = `${PREFIX}-ServerErrors-Call`;

/**
 * In a sandbox whose alarms have short minutes. The metrics are those of the deployed alarms: each has its own dimensions.
 *
 * @type {import('../tell.mjs').Story}
 */
export const alarmsLive = {
  name: 'RB12b, RB12c errors of the API reach the topic by the composite alarm; a deployment suppresses it while it lasts',
  async tell(world) {
    const inbox = await openInbox(world.sandbox, 'page');
    await until(
      'no deployment',
      () => states(world),
      (seen) => seen.Quiet !== 'ALARM',
    );
    const errors = { 'ServerErrors HTTPCode_Target_5XX_Count': 50, 'ServerErrors RequestCount': 100 };
    await until(
      'ServerErrors in ALARM',
      () => states(world, errors),
      (seen) => seen.ServerErrors === 'ALARM',
    );
    await until(
      'a page',
      () => inbox.states(),
      (pages) => pages.length > 0,
    );
    const pages = [`${COMPOSITE} ALARM`];
    assert.deepEqual(await inbox.states(), pages);
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
      () => states(world, errors),
      (seen) => seen['ServerErrors-Call'] === 'ALARM',
    );
    assert.equal(last.Quiet, 'ALARM', 'the deployment lasts');
    await until(
      'the end of the deployment',
      async () => {
        const heard = await inbox.states(); // read first: the deployment may end, and the page come, between the two
        last = await states(world, errors);
        if (last.Quiet === 'ALARM') assert.deepEqual(heard, pages, 'a page during the deployment');
        return last;
      },
      (seen) => seen.Quiet === 'OK',
    );
    await until(
      'a page after the deployment, as the errors last',
      async () => {
        await states(world, errors);
        return inbox.states();
      },
      (seen) => seen.length > 1,
    );
    assert.deepEqual(await inbox.states(), [...pages, ...pages]);
    await inbox.close();
  },
};

/** @type {import('../tell.mjs').Story} */
export const alarmRecovers = {
  name: 'RB12b, RB12c without a healthy target one alarm pages, and not what follows from it; its recovery is a message',
  async tell(world) {
    const inbox = await openInbox(world.sandbox, 'page');
    const down = { 'NoHealthyTarget HealthyHostCount': 0, 'ServerErrors HTTPCode_ELB_5XX_Count': 50 };
    await until(
      'no healthy target',
      () => states(world, { 'NoHealthyTarget HealthyHostCount': 0 }),
      (seen) => seen.NoHealthyTarget === 'ALARM',
    );
    await until(
      'errors',
      () => states(world, down),
      (seen) => seen.ServerErrors === 'ALARM',
    );
    assert.equal((await states(world, down))['ServerErrors-Call'], 'OK');
    await until(
      'the end of the errors',
      () => states(world, { 'NoHealthyTarget HealthyHostCount': 0 }),
      (seen) => seen.ServerErrors === 'OK',
    );
    const up = { 'NoHealthyTarget HealthyHostCount': 2 };
    await until(
      'healthy targets',
      () => states(world, up),
      (seen) => seen.NoHealthyTarget === 'OK',
    );
    await until(
      'a message',
      () => inbox.states(),
      (seen) => seen.length >= 2,
    );
    assert.deepEqual(
      await inbox.states(),
      ['ALARM', 'OK'].map((state) => `${PREFIX}-NoHealthyTarget ${state}`),
    );
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
