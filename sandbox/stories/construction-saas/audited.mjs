import assert from 'node:assert/strict';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ask } from './users.mjs';
import { ACME, BOREALIS } from '../../run/examples/construction-saas/example.mjs';
import { outputOf } from '../../run/examples/outputs.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const audited = {
  name: 'CM6 what users do is in the audit log of their tenant: the worker writes it, and the API can neither add nor change anything',
  async tell({ sandbox, cookies }) {
    const log = async (host, cookie) => (await ask(sandbox, host, '/api/audit', { cookie })).body.events ?? [];
    const ofAcme = await until(
      'the events of acme',
      () => log(ACME, cookies.ann),
      ({ length }) => length >= 2,
    );
    assert.deepEqual(ofAcme.map(({ action }) => action).sort(), ['file.upload', 'project.create']);
    const ofBorealis = await log(BOREALIS, cookies.bob);
    assert.deepEqual(ofBorealis.map(({ action }) => action), ['project.create']); // prettier-ignore
  },
};

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const redriven = {
  name: 'CM6 an event that fails again and again reaches the dead-letter queue and its alarm, one beside it does not; the redrive line puts it back, and each is there once',
  async tell(world) {
    const { sandbox, cookies } = world;
    const [{ owner }] = await databases(sandbox);
    const { queue, dead } = await queues(sandbox);
    const short = new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: '1' } });
    await sandbox.ask(SQSClient, short); // instead of two minutes
    const events = async (tenant) =>
      (await query(owner, [`SELECT count(*)::int AS events FROM tenant_${tenant}.audit_events`]))[0].events;
    const before = { acme: await events('acme'), borealis: await events('borealis') };

    await query(owner, ['ALTER TABLE tenant_acme.audit_events ADD CONSTRAINT broken CHECK (false) NOT VALID']);
    const project = (host, cookie) => ask(sandbox, host, '/api/projects', { cookie, body: { name: 'Redriven' } });
    assert.equal((await project(ACME, cookies.ann)).status, 201, 'the request does not wait for the worker');
    assert.equal((await project(BOREALIS, cookies.bob)).status, 201);
    await until(
      'a dead letter',
      () => messages(sandbox, dead),
      (found) => found === 1,
    );
    assert.deepEqual([await events('acme'), await events('borealis')], [before.acme, before.borealis + 1]);
    await tickets(sandbox, dead);

    await query(owner, ['ALTER TABLE tenant_acme.audit_events DROP CONSTRAINT broken']);
    const line = await outputOf(sandbox, 'london-audit', 'Redrive');
    await world.shell(line.replace('aws sqs', 'aws --endpoint-url "$AWS_ENDPOINT_URL" sqs')); // version 1 of the CLI needs it
    await until(
      'the event',
      () => events('acme'),
      (found) => found === before.acme + 1,
    );
    await until(
      'both queues are empty',
      async () => (await messages(sandbox, dead)) + (await messages(sandbox, queue)),
      (left) => left === 0,
    );
    assert.equal(await events('acme'), before.acme + 1);
  },
};

/** @param {Sandbox} sandbox */
async function queues(sandbox) {
  const { QueueUrls } = await sandbox.ask(SQSClient, new ListQueuesCommand({}));
  const all = QueueUrls.filter((url) => /-audit-/.test(url));
  const dead = all.filter((url) => /DeadLetter/.test(url))[0];
  return { dead, queue: all.filter((url) => url !== dead)[0] };
}

/** @param {Sandbox} sandbox */
async function messages(sandbox, QueueUrl) {
  const names = /** @type {const} */ (['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']);
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  const { Attributes } = await sandbox.ask(SQSClient, asked);
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

/** The alarm of the dead letters makes a ticket, by the count of the queue, which SQS publishes on AWS. */
async function tickets(sandbox, dead) {
  const inbox = await openInbox(sandbox, 'ticket');
  const { MetricAlarms } = await sandbox.ask(CloudWatchClient, new DescribeAlarmsCommand({}));
  const [alarm] = MetricAlarms.filter((one) => JSON.stringify(one).includes(dead.split('/').pop()));
  const { Namespace, MetricName, Dimensions } = alarm.Metrics?.[0]?.MetricStat?.Metric ?? alarm;
  await until(
    'the ticket',
    async () => {
      const MetricData = [{ MetricName, Dimensions, Value: await messages(sandbox, dead) }];
      await sandbox.ask(CloudWatchClient, new PutMetricDataCommand({ Namespace, MetricData }));
      return inbox.states();
    },
    (states) => states.includes(`${alarm.AlarmName} ALARM`),
  );
  await inbox.close();
}
