/**
 * Whom an alarm calls: one that hurts users reaches whoever is woken, one that will reaches whoever is told, each with
 * the page of the runbook, and neither reaches the other. Both targets are a team's own.
 *
 * Cost: a key, cents for the run; alarms and messages are cents a month.
 * Clean-up: complete; AWS deletes the key of the topics after its waiting period.
 */
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { assertionsOn, caseApp, caseStack } from '../support/integ-case';
import { AlarmDefinition, AlarmSeverity } from 'rl-bank-constructs/core';
import { AlarmTargetConfig, BankObservability, IAlarmTarget, Runbook } from 'rl-bank-constructs/observability';

/** Whoever reads a queue. */
class Inbox implements IAlarmTarget {
  public constructor(private readonly queue: Queue) {}

  public bind(_scope: Construct, topics: ITopic[]): AlarmTargetConfig {
    topics.forEach((topic) => topic.addSubscription(new SqsSubscription(this.queue)));
    return {};
  }
}

export const app = caseApp();
const stack = caseStack(app, 'integ-bank-observability');
const alarm = (id: string, severity: AlarmSeverity): AlarmDefinition => ({
  id,
  metric: new Metric({ namespace: 'IntegBankObservability', metricName: id }),
  threshold: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.IGNORE,
  severity,
  symptom: 'Payments come late.',
  runbookAnchor: `what-to-do-about-${id.toLowerCase()}`,
});
const payments = { alarmDefinitions: [alarm('Stuck', AlarmSeverity.PAGE), alarm('Slow', AlarmSeverity.TICKET)] };
const [pages, tickets] = ['Pages', 'Tickets'].map((id) => new Queue(stack, id));
new BankObservability(stack, 'Observability', {
  namePrefix: 'integ-observability',
  sources: { payments },
  page: [new Inbox(pages)],
  ticket: [new Inbox(tickets)],
  runbook: Runbook.fromUrl('https://wiki.bank.example/runbook'),
  alarmStack: stack,
});

const assertions = assertionsOn(app, 'BankObservability');
const goesOff = (id: string) =>
  assertions.awsApiCall('CloudWatch', 'setAlarmState', {
    AlarmName: `integ-observability-payments-${id}`,
    StateValue: 'ALARM',
    StateReason: 'trying the path',
  });
const arrivesIn = ({ queueUrl: QueueUrl }: Queue, id: string) =>
  assertions.awsApiCall('SQS', 'receiveMessage', { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 }).expect(
    ExpectedResult.objectLike({
      Messages: [
        {
          Body: Match.stringLikeRegexp(
            `integ-observability-payments-${id}[^]*wiki.bank.example/runbook#what-to-do-about-${id.toLowerCase()}`,
          ),
        },
      ],
    }),
  );

goesOff('Stuck').next(goesOff('Slow')).next(arrivesIn(pages, 'Stuck')).next(arrivesIn(tickets, 'Slow'));
