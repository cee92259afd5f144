import assert from 'node:assert/strict';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ask } from './request.mjs';
import { tenants } from './tenants.mjs';
import { API } from '../../run/examples/expense-tracker/example.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const imported = {
  name: 'CM6 an import that fails reaches the dead-letter queue and its alarm, one beside it does not; the redrive line empties the queue, and each entry is there once',
  async tell(world) {
    const { sandbox } = world;
    const [{ owner }] = await databases(sandbox);
    const { imports, dead } = await queues(sandbox);
    const short = new SetQueueAttributesCommand({ QueueUrl: imports, Attributes: { VisibilityTimeout: '1' } });
    await sandbox.ask(SQSClient, short); // instead of two minutes
    const count = async () => (await query(owner, [IMPORTED]))[0].entries;

    const send = ({ token, workspace }, entries) => {
      const options = { body: { workspace, entries }, headers: { authorization: `ApiKey ${token}` } };
      const asked = () => ask(sandbox, API, '/v1/imports', options);
      return until('the quota of a key that was counted', asked, ({ status }) => status !== 429);
    };
    const entry = { kind: 'spend', amount: 3, currency: 'EUR' };
    await query(owner, ['ALTER TABLE ledger_entries ADD CONSTRAINT small CHECK (amount < 1000) NOT VALID']);
    const sent = await Promise.all([
      send(tenants.ann, [entry, { ...entry, amount: 5000 }]),
      send(tenants.bob, [entry]),
    ]);
    assert.deepEqual(
      sent.map(({ status }) => status),
      [202, 202],
      JSON.stringify(sent[0].body),
    );
    await until(
      'a dead letter',
      () => messages(sandbox, dead),
      (found) => found === 1,
    );
    assert.equal(await count(), 1, 'the import beside it');
    await alarms(sandbox, dead);

    await query(owner, ['ALTER TABLE ledger_entries DROP CONSTRAINT small']);
    const line = await redriveLine(sandbox);
    await world.shell(line.replace('aws sqs', 'aws --endpoint-url "$AWS_ENDPOINT_URL" sqs')); // version 1 of the CLI needs it
    await until('all entries', count, (found) => found === 3);
    await until(
      'both queues are empty',
      async () => (await messages(sandbox, dead)) + (await messages(sandbox, imports)),
      (left) => left === 0,
    );
    assert.equal(await count(), 3);
  },
};

const IMPORTED = 'SELECT count(*)::int AS entries FROM ledger_entries WHERE import_key IS NOT NULL';

/** @param {Sandbox} sandbox */
async function queues(sandbox) {
  const { QueueUrls } = await sandbox.ask(SQSClient, new ListQueuesCommand({}));
  const all = QueueUrls.filter((url) => /-Imports/.test(url));
  const dead = all.filter((url) => /DeadLetter/.test(url))[0];
  return { dead, imports: all.filter((url) => url !== dead)[0] };
}

/** @param {Sandbox} sandbox */
async function messages(sandbox, QueueUrl) {
  const names = /** @type {const} */ (['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']);
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  const { Attributes } = await sandbox.ask(SQSClient, asked);
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

/** The alarm of the dead letters goes off by the count of the queue, which SQS publishes on AWS. */
async function alarms(sandbox, dead) {
  const { MetricAlarms } = await sandbox.ask(CloudWatchClient, new DescribeAlarmsCommand({}));
  const name = dead.split('/').pop();
  const [alarm] = MetricAlarms.filter((one) => JSON.stringify(one).includes(name));
  const { Namespace, MetricName, Dimensions } = alarm.Metrics?.[0]?.MetricStat?.Metric ?? alarm;
  await until(
    'the alarm',
    async () => {
      const MetricData = [{ MetricName, Dimensions, Value: await messages(sandbox, dead) }];
      await sandbox.ask(CloudWatchClient, new PutMetricDataCommand({ Namespace, MetricData }));
      const named = new DescribeAlarmsCommand({ AlarmNames: [alarm.AlarmName] });
      return (await sandbox.ask(CloudWatchClient, named)).MetricAlarms[0].StateValue;
    },
    (state) => state === 'ALARM',
  );
}

/** @param {Sandbox} sandbox */
async function redriveLine(sandbox) {
  const described = new DescribeStacksCommand({ StackName: 'tracker-machine' });
  const { Stacks } = await sandbox.ask(CloudFormationClient, described);
  return Stacks[0].Outputs.filter(({ OutputKey }) => OutputKey === 'Redrive')[0].OutputValue;
}
