import { Annotations, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';

/** As AWS recommends for Lambda: a function that is throttled for a while makes no dead letters. */
export const DEFAULT_MAX_RECEIVE_COUNT = 5;

/** Longest retention of SQS. */
const LONGEST = Duration.days(14);

/** What both queues of a worker have in common. */
export interface QueueOptions {
  readonly fifo: boolean;
  readonly encryptionKey?: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** A queue that is encrypted, and refuses what comes without TLS. */
function baseOf({ fifo, encryptionKey, removalPolicy }: QueueOptions) {
  return {
    fifo: fifo || undefined, // CloudFormation refuses false
    encryption: encryptionKey ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    removalPolicy,
  };
}

/** Creates a dead-letter queue. It keeps messages as long as SQS does: the time counts from when each was first sent. */
export function deadLetterQueueFor(scope: Construct, options: QueueOptions): Queue {
  const queue = new Queue(scope, 'DeadLetterQueue', { ...baseOf(options), retentionPeriod: LONGEST });
  acknowledge(queue, 'SQS3', 'It is the dead-letter queue: an alarm watches it, and an operator redrives it.');
  return queue;
}

/** What the queue itself has. */
export interface MainQueueOptions extends QueueOptions {
  readonly contentBasedDeduplication?: boolean;
  readonly visibilityTimeout: Duration;
  readonly retentionPeriod: Duration;
  readonly maxReceiveCount: number;
}

/** Creates the queue of a worker. */
export function queueFor(scope: Construct, deadLetterQueue: Queue, options: MainQueueOptions): Queue {
  const { contentBasedDeduplication, visibilityTimeout, retentionPeriod, maxReceiveCount } = options;
  return new Queue(scope, 'Queue', {
    ...baseOf(options),
    ...{ contentBasedDeduplication, visibilityTimeout, retentionPeriod },
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount },
  });
}

/** A value of a queue for any stack: no CloudFormation export blocks replacing the queue. */
export function crossStackQueue(name: string, queue: Queue, value: string): string {
  return crossStackValue(queue, { name, value, identity: ({ logicalId }) => [logicalId, queue.fifo] });
}

/** ARN of a queue of this account and region, from its name. */
export function queueArnOf(scope: Construct, resource: string): string {
  return Stack.of(scope).formatArn({ service: 'sqs', resource });
}

/** Lets a service of AWS send to a queue for one resource of this account. */
export function allowServiceOn(queue: Queue, serviceName: string, sourceArn: string): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(serviceName)],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
    }),
  );
}

/**
 * Lets a service of AWS encrypt for the queues of a worker. The policy of an imported key is its owner's: without it the
 * dead-letter queue, too, takes nothing.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function allowServiceOnKey(scope: Construct, key: IKey, serviceName: string): void {
  const actions = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  const { statementAdded } = key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(serviceName)],
      actions,
      resources: ['*'], // in a key policy: this key
    }),
  );
  if (!statementAdded) {
    Annotations.of(scope).addInfo(
      `The key of the queues is imported: its policy has to allow ${actions.join(' and ')} to ${serviceName}, or what that sends is lost, without a dead letter`,
    );
  }
}
