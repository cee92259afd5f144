import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IQueueWorker } from './i-queue-worker';
import { AlarmDefinition, GraphDefinition, IMonitored, IServiceBinding, LogQueryDefinition } from '../core';
import { variablePart } from './private/queue/queue-access';
import { subscriptionFor } from './private/topic/subscription';
import { eventTopic } from './private/topic/topic';
import { topicAlarms, topicGraphs, topicMetric } from './private/topic/topic-observed';
import { checkTopicProps } from './private/topic/topic-types';
import { VariablesBinding } from '../core/private/bindings/variables-binding';
import { grantTo } from '../core/private/resources/grant';
import { throughService } from '../core/private/resources/through-service';
import { crossStackValue } from '../core/private/stacks/cross-stack-value';

/** Properties for defining an `EventTopic`. */
export interface EventTopicProps {
  /**
   * Customer managed KMS key of the topic.
   * @default - the AWS managed key for SNS, which roles of the account use without a permission, and services of AWS cannot
   */
  readonly encryptionKey?: IKey;
}

/** Which messages of a topic a worker gets, and how. */
export interface TopicSubscriptionOptions {
  /**
   * Conditions on message attributes, or on properties of the message with `filterOnBody`, by name: five at most, and all
   * have to hold. A change takes up to 15 minutes.
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
   * @default - all messages
   */
  readonly filterPolicy?: Record<string, SubscriptionFilter>;

  /**
   * Whether `filterPolicy` is about properties of the message, a JSON object, in place of its attributes.
   * @default false
   */
  readonly filterOnBody?: boolean;

  /**
   * Whether the queue gets the message as it was published, without the envelope of SNS.
   * @default false
   */
  readonly rawMessageDelivery?: boolean;
}

/**
 * SNS topic that hands each message to the queues that ask for it: one subscription for each module, with a filter.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html
 * @example
 * import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
 * import { EventTopic, QueueWorker } from 'rl-bank-constructs/service';
 *
 * declare const mails: QueueWorker;
 *
 * const events = new EventTopic(this, 'Events');
 * events.subscribe('TasksCreated', mails, {
 *   filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: ['task.created'] }) },
 * });
 */
@propertyInjectable
export class EventTopic extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.EventTopic';

  /** SNS topic. */
  public readonly topic: Topic;

  /** ARN of the topic, for any stack: no CloudFormation export blocks replacing the topic. */
  public readonly topicArn: string;

  private readonly topicName: string;
  private readonly encryptionKey?: IKey;

  constructor(scope: Construct, id: string, props: EventTopicProps = {}) {
    super(scope, id);
    checkTopicProps(this, props);
    this.encryptionKey = props.encryptionKey;
    this.topic = eventTopic(this, props.encryptionKey);
    this.topicArn = crossStackValue(this.topic, { name: 'TopicArn', value: this.topic.topicArn });
    this.topicName = crossStackValue(this.topic, { name: 'TopicName', value: this.topic.topicName });
  }

  /** Alarms: `NotificationsFailed` and `NotificationsUnreadable`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return topicAlarms(this.node.path, this.topicName);
  }

  /** Graph definition of messages: published, delivered, filtered out and failed. */
  public get graphDefinitions(): GraphDefinition[] {
    return topicGraphs(this.node.path, this.topicName);
  }

  /** No log queries: SNS writes no log. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Subscribes the queue of a worker, in the stack of the worker. What SNS cannot deliver goes to its dead-letter queue.
   * @param subscriptionId id of the subscription in the worker
   * @param worker worker with a standard queue
   * @param options which messages it gets, and how
   */
  public subscribe(subscriptionId: string, worker: IQueueWorker, options: TopicSubscriptionOptions = {}): void {
    subscriptionFor(this, subscriptionId, worker, options);
  }

  /**
   * Grants publishing to the topic.
   * @param grantee role of the account of the topic, in any stack
   */
  public grantPublish(grantee: IGrantable): Grant {
    const grant = grantTo(this, grantee, ['sns:Publish'], [this.topicArn]);
    if (this.encryptionKey) {
      const key = { service: 'sns', keyName: 'QueueKey', key: this.encryptionKey };
      const onKey = throughService(this, key, ['kms:Decrypt', 'kms:GenerateDataKey']);
      grantee.grantPrincipal.addToPrincipalPolicy(onKey);
    }
    return grant;
  }

  /**
   * What a service or a function has in its `uses` to publish: the ARN of the topic as a variable that is named after the id,
   * such as `EVENTS_TOPIC_ARN`, and the permission.
   */
  public forPublisher(): IServiceBinding {
    const variables = { [`${variablePart(this.node.id)}_TOPIC_ARN`]: this.topicArn };
    return new VariablesBinding(this.node.path, variables, (grantee) => this.grantPublish(grantee));
  }

  /**
   * Messages that were published: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricMessagesPublished(props?: MetricOptions): Metric {
    return topicMetric(this.topicName, 'NumberOfMessagesPublished', props);
  }
}
