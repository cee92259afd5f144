import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnRule, EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { machineArnOf } from '../../../core/private/state-machine/machine-arns';
import { ofThisAccount } from '../../../core/private/state-machine/state-machine';

/**
 * Starts the state machine for each file that S3 has an event of. EventBridge tries for a day; an event that it gives up is in
 * the queue, which is returned: no file is left out in silence.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function startOnFiles(scope: Construct, name: string, eventPattern: EventPattern): Queue {
  const place = new Construct(scope, 'Start');
  const arn = machineArnOf(Stack.of(scope), name);
  const start = new Role(place, 'Role', {
    description: 'What EventBridge starts when a file was uploaded',
    assumedBy: ofThisAccount(place, 'events.amazonaws.com'),
    inlinePolicies: {
      Start: new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [arn] })],
      }),
    },
  });
  const rule = new Rule(place, 'Rule', { description: `Files that ${name} imports`, eventPattern });
  const queue = deadLetterQueue(place, rule);
  (rule.node.defaultChild as CfnRule).targets = [
    { id: 'Import', arn, roleArn: start.roleArn, deadLetterConfig: { arn: queue.queueArn } },
  ];
  rule.node.addDependency(scope.node.findChild('Resource')); // it is named by its name alone
  return queue;
}

/** It keeps events for as long as SQS does: the files themselves stay in S3. */
function deadLetterQueue(place: Construct, rule: Rule): Queue {
  const queue = new Queue(place, 'DeadLetterQueue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  acknowledge(
    queue,
    'SQS3',
    'It is the dead-letter queue: an alarm watches it, and an operator imports the files by hand.',
  );
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
    }),
  );
  return queue;
}
