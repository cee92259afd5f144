import { Stack } from 'aws-cdk-lib';
import { CfnSubscription, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { BOOLEAN, entriesOf, instance, OPTIONS, requireTypes, TEXT } from '../../../core/private/checks/types';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { EventTopic, TopicSubscriptionOptions } from '../../event-topic';
import type { IQueueWorker } from '../../i-queue-worker';

/** Limits of SNS for the names of a filter policy, and for the combinations of its values. */
const MOST_NAMES = 5;
const MOST_COMBINATIONS = 150;

const WORKER = instance('an IQueueWorker', 'deadLetterQueueArn');

/**
 * Subscribes the queue of a worker. Everything lies in the stack of the worker: it is deployed after the topic, and the stack
 * of the topic knows nothing of those that listen.
 */
export function subscriptionFor(
  topic: EventTopic & Construct,
  subscriptionId: string,
  worker: IQueueWorker,
  options: TopicSubscriptionOptions,
): void {
  requireArgument(topic, 'subscriptionId', subscriptionId, TEXT);
  requireArgument(topic, 'worker', worker, WORKER);
  requireTypes(topic, options, { filterPolicy: OPTIONS, filterOnBody: BOOLEAN, rawMessageDelivery: BOOLEAN });
  throwOnProblems(topic, ...workerProblems(topic, worker), ...filterProblems(options));
  throwOnProblems(topic, twiceProblem(topic, worker));
  const { filterPolicy, filterOnBody, rawMessageDelivery } = options;
  worker.allowService('sns.amazonaws.com', topic.topicArn);
  new CfnSubscription(worker, subscriptionId, {
    topicArn: topic.topicArn,
    protocol: 'sqs',
    endpoint: worker.queueArn,
    filterPolicy: filterPolicy && policyOf(filterPolicy),
    filterPolicyScope: filterOnBody ? 'MessageBody' : undefined,
    rawMessageDelivery,
    redrivePolicy: { deadLetterTargetArn: worker.deadLetterQueueArn },
  });
}

function policyOf(filterPolicy: Record<string, SubscriptionFilter>): Record<string, any[]> {
  return Object.fromEntries(entriesOf(filterPolicy).map(([name, { conditions }]) => [name, conditions]));
}

function workerProblems(topic: Construct, worker: IQueueWorker): Array<Problem | undefined> {
  const { region } = Stack.of(topic);
  const other = Stack.of(worker).region;
  return [
    problemIf(worker.isFifo, {
      code: 'event-topic/fifo-queue',
      prop: 'worker',
      value: worker.node.path,
      allowed: 'must have a standard queue: SNS delivers messages of a standard topic to no other',
      fix: "leave 'fifo' of the worker out",
    }),
    problemIf(areDifferent(other, region), {
      code: 'event-topic/other-region',
      prop: 'worker',
      value: worker.node.path,
      allowed: `must be in ${region}, the region of the topic, and not in ${other}`,
      fix: 'create the two in one region',
    }),
  ];
}

/** SNS refuses a second subscription of an endpoint with another filter. */
function twiceProblem(topic: Construct, worker: IQueueWorker): Problem | undefined {
  const before = claimUnique(topic, ['event-topic/subscription', topic.node.path, worker.node.path], worker);
  return problemIf(before !== undefined, {
    code: 'event-topic/subscribed-twice',
    prop: 'worker',
    value: worker.node.path,
    allowed: 'cannot be subscribed twice to one topic: SNS has one subscription of a queue, with one filter',
    fix: 'name all values in one filter, or subscribe a worker for each of the two',
  });
}

function filterProblems({ filterPolicy, filterOnBody }: TopicSubscriptionOptions): Array<Problem | undefined> {
  const filters = entriesOf(filterPolicy);
  const wrong = filters.map(([name, filter]) => {
    return problemIf(!Array.isArray(filter?.conditions), {
      code: 'props/wrong-type',
      prop: `filterPolicy.${name}`,
      value: 'another value',
      allowed: 'must be a SubscriptionFilter, such as `SubscriptionFilter.stringFilter(…)`',
      fix: 'pass such a value',
    });
  });
  if (wrong.some((problem) => problem)) {
    return wrong;
  }
  const combinations = filters.reduce((product, [, { conditions }]) => product * conditions.length, 1);
  return [
    problemIf(filterOnBody === true && filterPolicy === undefined, {
      code: 'event-topic/scope-without-filter',
      prop: 'filterOnBody',
      value: true,
      allowed: "only has an effect beside 'filterPolicy'",
      fix: 'add one, or leave it out',
    }),
    problemIf(filterPolicy !== undefined && (filters.length === 0 || filters.length > MOST_NAMES), {
      code: 'event-topic/not-a-filter',
      prop: 'filterPolicy',
      value: filters.map(([name]) => name),
      allowed: `must have 1 to ${MOST_NAMES} names, the limit of SNS`,
      fix: 'leave it out for all messages, or filter by fewer names',
    }),
    problemIf(combinations > MOST_COMBINATIONS, {
      code: 'event-topic/too-many-combinations',
      prop: 'filterPolicy',
      value: `${combinations} combinations`,
      allowed: `must be ${MOST_COMBINATIONS} combinations of its values at most, the limit of SNS`,
      fix: 'use prefixes, or filter by fewer values',
    }),
  ];
}
