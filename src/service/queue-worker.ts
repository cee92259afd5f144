import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { EventPattern } from 'aws-cdk-lib/aws-events';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IQueueWorker, QueueWorkerAttributes } from './i-queue-worker';
import { QueueConsumer } from './queue-consumer';
import { WorkerService } from './worker-service';
import {
  AlarmDefinition,
  AlarmSeverity,
  GraphDefinition,
  IMonitored,
  IServiceBinding,
  LogQueryDefinition,
  PendingInput,
} from '../core';
import { consumedByTasks, readByLambda } from './private/queue/consumers';
import { ImportedQueueWorker } from './private/queue/imported-queue-worker';
import { grantSendTo, variablePart } from './private/queue/queue-access';
import { ruleToQueue } from './private/queue/queue-events';
import { ObservedQueue, queueAlarms, queueGraphs, queueMetric, VISIBLE } from './private/queue/queue-observed';
import { checkQueueProps } from './private/queue/queue-problems';
import { visibilityOf } from './private/queue/queue-times';
import {
  allowServiceOn,
  allowServiceOnKey,
  crossStackQueue,
  deadLetterQueueFor,
  queueArnOf,
  queueFor,
  DEFAULT_MAX_RECEIVE_COUNT,
} from './private/queue/queues';
import { VariablesBinding } from '../core/private/bindings/variables-binding';
import { requireArgument } from '../core/private/checks/required-props';
import { TEXT } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';

/** Properties for defining a `QueueWorker`. */
export interface QueueWorkerProps {
  /** What works on the messages: a Lambda function, or tasks of ECS on Fargate. */
  readonly consumer: QueueConsumer;

  /**
   * Whether the queues are FIFO queues: messages of one group are worked on in their order, one after the other. Setting it
   * on a worker that exists replaces its queues.
   * @default false
   */
  readonly fifo?: boolean;

  /**
   * Whether SQS takes the content of a message for its deduplication id, in a FIFO queue.
   * @default false
   */
  readonly contentBasedDeduplication?: boolean;

  /**
   * Times that a message is received before it goes to the dead-letter queue. AWS recommends at least 5 for a function, which
   * may be throttled.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/sqs-retries.html
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * Severity of the alarm on dead letters: PAGE if users miss something with each message that fails.
   * @default AlarmSeverity.TICKET
   */
  readonly deadLetterSeverity?: AlarmSeverity;

  /**
   * Time in which messages are expected to be done. An alarm tells of one that waits longer.
   * @default - 15 minutes, or as long as all receives of a message that fails
   */
  readonly expectedDelay?: Duration;

  /**
   * Time after which the queue deletes a message that nothing has worked on: longer than all receives of one that fails. The
   * dead-letter queue keeps it for 14 days.
   * @default Duration.days(4)
   */
  readonly retentionPeriod?: Duration;

  /**
   * Customer managed KMS key of the queues. The policy of a key of this app gets what SNS and EventBridge need.
   * @default - encryption with keys of SQS
   */
  readonly encryptionKey?: IKey;

  /**
   * Removal policy of the queues. `RemovalPolicy.DESTROY` is refused without
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * SQS queue with a dead-letter queue, and the Lambda function or the tasks that work on its messages.
 *
 * A message is delivered at least once: the consumer has to be idempotent. One that fails does not take its batch with it,
 * and after three receives it waits in the dead-letter queue, where an alarm tells of it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @example
 * import { BankApiService, QueueConsumer, QueueWorker, ServiceFunction } from 'rl-bank-constructs/service';
 *
 * declare const audit: ServiceFunction;
 * declare const api: BankApiService;
 *
 * const worker = new QueueWorker(this, 'Audit', { consumer: QueueConsumer.lambdaFunction(audit) });
 * worker.grantSend(api); // or `uses: [worker.forSender()]`, with the URL as AUDIT_QUEUE_URL
 */
@propertyInjectable
export class QueueWorker extends Construct implements IQueueWorker, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.QueueWorker';

  /**
   * References a queue worker that another app has created, to send to its queue.
   * @param scope where it is referenced
   * @param id its id there, which names the variable of `forSender`
   * @param attrs names of its queues
   */
  public static fromQueueWorkerAttributes(scope: Construct, id: string, attrs: QueueWorkerAttributes): IQueueWorker {
    return new ImportedQueueWorker(scope, id, attrs);
  }

  /** SQS queue. */
  public readonly queue: Queue;

  /** SQS queue of the messages that failed. */
  public readonly deadLetterQueue: Queue;

  /** ECS service that consumes the queue, `undefined` with a Lambda function. */
  public readonly service?: WorkerService;

  /** ARN of the queue, for any stack. */
  public readonly queueArn: string;

  /** URL of the queue, for any stack. */
  public readonly queueUrl: string;

  /** ARN of the dead-letter queue, for any stack. */
  public readonly deadLetterQueueArn: string;

  /** Whether the queues are FIFO queues. */
  public readonly isFifo: boolean;

  private readonly encryptionKey?: IKey;
  private readonly observed: ObservedQueue;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    checkQueueProps(this, props);
    const { consumer, maxReceiveCount = DEFAULT_MAX_RECEIVE_COUNT, encryptionKey } = props;
    this.isFifo = props.fifo ?? false;
    this.encryptionKey = encryptionKey;
    const visibility = visibilityOf(consumer)!;
    const base = { fifo: this.isFifo, encryptionKey, removalPolicy: removalPolicyOf(this, props.removalPolicy) };
    this.deadLetterQueue = deadLetterQueueFor(this, base);
    this.queue = queueFor(this, this.deadLetterQueue, {
      ...base,
      contentBasedDeduplication: props.contentBasedDeduplication,
      visibilityTimeout: Duration.seconds(visibility),
      retentionPeriod: props.retentionPeriod ?? Duration.days(4),
      maxReceiveCount,
    });
    if (consumer._lambda) {
      readByLambda(this, this.queue, consumer, encryptionKey);
    } else {
      this.service = consumedByTasks(this, this.queue, consumer._ecs!, encryptionKey);
    }

    const names = [this.queue, this.deadLetterQueue].map((queue) =>
      crossStackQueue('QueueName', queue, queue.queueName),
    );
    const [queueName, deadLetterQueueName] = names;
    [this.queueArn, this.deadLetterQueueArn] = names.map((name) => queueArnOf(this, name));
    this.queueUrl = crossStackQueue('QueueUrl', this.queue, this.queue.queueUrl);
    this.observed = {
      ...{ path: this.node.path, queueName, deadLetterQueueName, maxReceiveCount },
      expectedDelay: props.expectedDelay ?? Duration.seconds(Math.max(900, visibility * (maxReceiveCount + 1))),
      deadLetterSeverity: props.deadLetterSeverity ?? AlarmSeverity.TICKET,
    };
  }

  /** Image and values that the ECS service waits for, none with a Lambda function. */
  public get pendingInputs(): PendingInput[] {
    return this.service?.pendingInputs ?? [];
  }

  /**
   * Command that an operator runs to send the dead letters to the queue again, once the cause is mended. The ARNs are known at the
   * deployment alone: put it into a `CfnOutput`.
   */
  public get redriveCommand(): string {
    const arns = `--source-arn ${this.deadLetterQueueArn} --destination-arn ${this.queueArn}`;
    return `aws sqs start-message-move-task --region ${Stack.of(this).region} ${arns}`;
  }

  /** Alarms: `DeadLetters` and `MessagesWait`, and those of the ECS service. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [...queueAlarms(this.observed), ...(this.service?.alarmDefinitions ?? [])];
  }

  /** Graph definitions of the queues, and those of the ECS service. */
  public get graphDefinitions(): GraphDefinition[] {
    return [...queueGraphs(this.observed), ...(this.service?.graphDefinitions ?? [])];
  }

  /** Queries to the log group of the ECS service. A Lambda function has those of its own. */
  public get logQueries(): LogQueryDefinition[] {
    return this.service?.logQueries ?? [];
  }

  /**
   * Grants sending messages to the queue.
   * @param grantee role of the account of the queue, in any stack
   */
  public grantSend(grantee: IGrantable): Grant {
    return grantSendTo(this, this.queueArn, this.encryptionKey, grantee);
  }

  /**
   * Lets a service of AWS, such as `sns.amazonaws.com`, send to the queue and to its dead-letter queue for one resource.
   * @param serviceName name of the service principal
   * @param sourceArn ARN of the resource that sends, such as a topic or a rule
   */
  public allowService(serviceName: string, sourceArn: string): void {
    requireArgument(this, 'serviceName', serviceName, TEXT);
    requireArgument(this, 'sourceArn', sourceArn, TEXT);
    [this.queue, this.deadLetterQueue].forEach((queue) => allowServiceOn(queue, serviceName, sourceArn));
    if (this.encryptionKey) {
      allowServiceOnKey(this, this.encryptionKey, serviceName);
    }
  }

  /**
   * What a service or a function has in its `uses` to send messages: the URL of the queue as a variable that is named after the
   * id, such as `AUDIT_QUEUE_URL`, and the permission.
   */
  public forSender(): IServiceBinding {
    const variables = { [`${variablePart(this.node.id)}_QUEUE_URL`]: this.queueUrl };
    return new VariablesBinding(this.node.path, variables, (grantee) => this.grantSend(grantee));
  }

  /**
   * Sends events of the default event bus to the queue, such as those of files that are created: `files.objectCreatedEvents()`.
   * @param ruleId id of the rule in this construct
   * @param eventPattern which events
   */
  public receiveEvents(ruleId: string, eventPattern: EventPattern): void {
    ruleToQueue(this, ruleId, eventPattern);
  }

  /**
   * Messages that wait: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricMessages(props?: MetricOptions): Metric {
    return queueMetric(this.observed.queueName, VISIBLE, props);
  }

  /**
   * Messages in the dead-letter queue: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricDeadLetters(props?: MetricOptions): Metric {
    return queueMetric(this.observed.deadLetterQueueName, VISIBLE, props);
  }
}
