import assert from 'node:assert/strict';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** @param {Sandbox} sandbox */
export async function theAlarms(sandbox, region) {
  const types = new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  const { MetricAlarms, CompositeAlarms } = await sandbox.ask(CloudWatchClient, types, region);
  const topics = await topicsOf(sandbox, region);
  assert.ok(MetricAlarms.length > 0);
  const heard = CompositeAlarms.filter(({ AlarmActions }) => AlarmActions.length > 0).flatMap(namesIn);
  const quiet = CompositeAlarms.map(({ ActionsSuppressor }) => ActionsSuppressor);
  for (const { AlarmName, AlarmArn, AlarmActions, AlarmDescription } of [...MetricAlarms, ...CompositeAlarms]) {
    for (const action of AlarmActions) assert.ok(topics.includes(action), `the action ${action} of ${AlarmName}`);
    const isIn = (names) => names.includes(AlarmName) || names.includes(AlarmArn);
    // An alarm that only suppresses others has no action.
    if (isIn(quiet)) continue;
    assert.ok(AlarmActions.length > 0 || isIn(heard), `${AlarmName} has no action`);
    assert.match(AlarmDescription, /runbook\.md#/, AlarmName);
  }
}

/** The alarms, by name or ARN, for which a composite alarm goes off: not those that silence it, `NOT (ALARM("…"))`. */
function namesIn({ AlarmRule }) {
  const alarms = AlarmRule.matchAll(/(NOT\s*\(?\s*)?ALARM\("?([^")]+)"?\)/g);
  return [...alarms].filter(([, not]) => not === undefined).map(([, , name]) => name);
}

/** @param {Sandbox} sandbox */
export async function theTopics(sandbox, region) {
  const topics = await topicsOf(sandbox, region);
  assert.deepEqual(topics.map((arn) => arn.split(':').pop()).sort(), ['prd-rl-bank-page', 'prd-rl-bank-ticket']);
  for (const TopicArn of topics) {
    const { Attributes } = await sandbox.ask(SNSClient, new GetTopicAttributesCommand({ TopicArn }), region);
    const rotation = new GetKeyRotationStatusCommand({ KeyId: Attributes.KmsMasterKeyId });
    assert.equal((await sandbox.ask(KMSClient, rotation, region)).KeyRotationEnabled, true, TopicArn);
  }
}

/** @param {Sandbox} sandbox */
async function topicsOf(sandbox, region) {
  const { Topics } = await sandbox.ask(SNSClient, new ListTopicsCommand({}), region);
  return Topics.map(({ TopicArn }) => TopicArn);
}
