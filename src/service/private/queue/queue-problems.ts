import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { maxConcurrencyOf, MOST_AT_ONCE, secondsOf, visibilityOf } from './queue-times';
import { DEFAULT_MAX_RECEIVE_COUNT } from './queues';
import { AlarmSeverity } from '../../../core';
import { DURATION, KEY } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { BOOLEAN, instance, NUMBER, oneOf, requireTypes, Type } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { IServiceFunction } from '../../i-service-function';
import type { QueueConsumer } from '../../queue-consumer';
import type { QueueWorkerProps } from '../../queue-worker';

const TYPES: { [Name in keyof QueueWorkerProps]: Type } = {
  ...{ consumer: instance('a QueueConsumer, such as `QueueConsumer.lambdaFunction(…)`', '_lambda'), fifo: BOOLEAN },
  ...{ contentBasedDeduplication: BOOLEAN, maxReceiveCount: NUMBER, deadLetterSeverity: oneOf({ AlarmSeverity }) },
  ...{ expectedDelay: DURATION, retentionPeriod: DURATION, encryptionKey: KEY },
};

/** Throws if a prop is missing, of another type, or one that SQS or Lambda would refuse minutes later. */
export function checkQueueProps(scope: Construct, props: QueueWorkerProps): void {
  requireProps(scope, props, { consumer: true });
  requireTypes(scope, props, TYPES);
  throwOnProblems(
    scope,
    ...queueProblems(props),
    retentionProblem(props),
    ...lambdaProblems(Stack.of(scope), props),
    sharedConcurrencyProblem(scope, props.consumer),
    longestJobProblem(props.consumer),
    messagesPerTaskProblem(props.consumer),
  );
}

function queueProblems(props: QueueWorkerProps): Array<Problem | undefined> {
  const {
    maxReceiveCount = DEFAULT_MAX_RECEIVE_COUNT,
    expectedDelay,
    retentionPeriod,
    fifo,
    contentBasedDeduplication,
  } = props;
  const retention = retentionPeriod && secondsOf(retentionPeriod);
  const delay = expectedDelay && secondsOf(expectedDelay);
  return [
    problemIf(!Token.isUnresolved(maxReceiveCount) && !isWhole(maxReceiveCount, 1, 1000), {
      code: 'queue-worker/not-a-receive-count',
      prop: 'maxReceiveCount',
      value: maxReceiveCount,
      allowed: 'must be a whole number from 1 to 1000',
      fix: 'give a number such as 3',
    }),
    problemIf(retention !== undefined && !isWhole(retention, 60, 1_209_600), {
      code: 'queue-worker/not-a-retention',
      prop: 'retentionPeriod',
      value: `${retention} seconds`,
      allowed: 'must be a whole number of seconds from 1 minute to 14 days',
      fix: 'give such a time, as Duration.days(4)',
    }),
    problemIf(delay !== undefined && !(delay > 0), {
      code: 'queue-worker/not-a-delay',
      prop: 'expectedDelay',
      value: `${delay} seconds`,
      allowed: 'must be longer than 0 seconds: each message waits for a moment',
      fix: 'give such a time, as Duration.minutes(15)',
    }),
    problemIf(contentBasedDeduplication === true && !fifo, {
      code: 'queue-worker/deduplication-without-fifo',
      prop: 'contentBasedDeduplication',
      value: true,
      allowed: 'only applies to a FIFO queue: others deliver a message more than once now and then',
      fix: "set 'fifo', or leave it out and make the consumer idempotent",
    }),
  ];
}

/** SQS makes a dead letter of a message that is received once more than it may be, and deletes one that is older than its retention. */
function retentionProblem({
  consumer,
  maxReceiveCount = DEFAULT_MAX_RECEIVE_COUNT,
  retentionPeriod,
}: QueueWorkerProps): Problem | undefined {
  const retention = secondsOf(retentionPeriod ?? Duration.days(4));
  const receives = Token.isUnresolved(maxReceiveCount) ? 1 : maxReceiveCount;
  const failing = (visibilityOf(consumer) ?? 0) * receives;
  return problemIf(retention !== undefined && retention <= failing, {
    code: 'queue-worker/retention-too-short',
    prop: 'retentionPeriod',
    value: `${retention} seconds`,
    allowed: `must be longer than ${failing} seconds, in which a message that fails is received ${receives} times: SQS would delete it before it is a dead letter`,
    fix: "raise it, or lower 'maxReceiveCount' or the time that the consumer may take",
  });
}

// A registered symbol on the function, so that two copies of this package in one app count alike.
const READERS = Symbol.for('rl-bank-constructs.queue-worker.readers');

type SharedFunction = IServiceFunction & { [READERS]?: Map<string, number> };

/** The reservation of a function is for all queues that it reads. */
function sharedConcurrencyProblem(scope: Construct, consumer: QueueConsumer): Problem | undefined {
  const lambdaFunction: SharedFunction | undefined = consumer._lambda?.lambdaFunction;
  const reserved = lambdaFunction?.reservedConcurrency;
  const most = maxConcurrencyOf(consumer);
  if (!lambdaFunction || [reserved, most].some((it) => it === undefined || Token.isUnresolved(it))) {
    return undefined;
  }
  const readers = (lambdaFunction[READERS] ??= new Map<string, number>()).set(scope.node.path, most!);
  const sum = [...readers.values()].reduce((one, other) => one + other);
  return problemIf(readers.size > 1 && sum > reserved!, {
    code: 'queue-worker/concurrency-shared',
    prop: 'consumer.maxConcurrency',
    value: `${sum} for ${readers.size} queues`,
    allowed: `must be ${reserved} at most for all queues of ${lambdaFunction.node.path} together, its reserved concurrency: messages beyond it end in the dead-letter queue`,
    fix: "give each of its queues a 'maxConcurrency', or a function of its own",
  });
}

function lambdaProblems(stack: Stack, { consumer, fifo = false }: QueueWorkerProps): Array<Problem | undefined> {
  if (!consumer._lambda) {
    return [];
  }
  const { lambdaFunction, options } = consumer._lambda;
  const { batchSize = 10 } = options;
  const window = options.batchWindow && secondsOf(options.batchWindow);
  const most = fifo ? 10 : 10_000;
  return [
    problemIf(visibilityOf(consumer) === undefined, {
      code: 'queue-worker/late-timeout',
      prop: 'consumer.timeout',
      value: 'a time that only CloudFormation knows',
      allowed: 'must be known at synthesis: the visibility timeout of the queue follows from it',
      fix: 'write the timeout of the function out, such as Duration.seconds(30)',
    }),
    problemIf(isElsewhere(Stack.of(lambdaFunction), stack), {
      code: 'queue-worker/function-elsewhere',
      prop: 'consumer',
      value: lambdaFunction.node.path,
      allowed: `must be a function of account ${stack.account} and region ${stack.region}, those of the queue`,
      fix: 'create the two in one account and region',
    }),
    problemIf(!Token.isUnresolved(batchSize) && !isWhole(batchSize, 1, most), {
      code: 'queue-worker/not-a-batch-size',
      prop: 'consumer.batchSize',
      value: batchSize,
      allowed: `must be a whole number from 1 to ${most}, the limit of ${fifo ? 'a FIFO queue' : 'SQS'}`,
      fix: 'give a number such as 10',
    }),
    problemIf(!fifo && batchSize > 10 && !Token.isUnresolved(batchSize) && (window ?? 0) < 1, {
      code: 'queue-worker/batch-without-window',
      prop: 'consumer.batchSize',
      value: batchSize,
      allowed: "must be 10 at most without 'batchWindow', in which Lambda gathers more",
      fix: "add 'batchWindow', 1 second at least",
    }),
    problemIf(window !== undefined && !isWhole(window, 0, fifo ? 0 : 300), {
      code: 'queue-worker/not-a-batch-window',
      prop: 'consumer.batchWindow',
      value: `${window} seconds`,
      allowed: fifo
        ? 'cannot be given with a FIFO queue, for which Lambda has none'
        : 'must be a whole number of seconds from 0 to 300',
      fix: fifo ? 'leave it out' : 'give such a time, as Duration.seconds(5)',
    }),
    ...concurrencyProblems(consumer),
  ];
}

/** Lambda starts with several readers: what is refused for want of concurrency is received again, and ends as a dead letter. */
function concurrencyProblems(consumer: QueueConsumer): Array<Problem | undefined> {
  const { lambdaFunction, options } = consumer._lambda!;
  const { reservedConcurrency: reserved } = lambdaFunction;
  const most = maxConcurrencyOf(consumer);
  return [
    problemIf(reserved === 1, {
      code: 'queue-worker/reserved-for-one',
      prop: 'consumer.reservedConcurrency',
      value: reserved,
      allowed:
        'must be 2 at least for a function that reads a queue: Lambda refuses messages beyond it, and they end in the dead-letter queue',
      fix: "raise 'reservedConcurrency' of the function, or leave it out",
    }),
    problemIf(options.maxConcurrency !== undefined && !Token.isUnresolved(most) && !isWhole(most!, 2, MOST_AT_ONCE), {
      code: 'queue-worker/not-a-concurrency',
      prop: 'consumer.maxConcurrency',
      value: most,
      allowed: 'must be a whole number from 2 to 1000, the limits of Lambda',
      fix: 'give such a number, or use a FIFO queue with one message group for one message at a time',
    }),
    problemIf(reserved !== undefined && options.maxConcurrency !== undefined && options.maxConcurrency > reserved, {
      code: 'queue-worker/concurrency-beyond-reserved',
      prop: 'consumer.maxConcurrency',
      value: options.maxConcurrency,
      allowed: `must be ${reserved} at most, the reserved concurrency of the function: messages beyond it end in the dead-letter queue`,
      fix: 'lower it, or reserve more',
    }),
  ];
}

function longestJobProblem({ _ecs: ecs }: QueueConsumer): Problem | undefined {
  const seconds = ecs && secondsOf(ecs.longestJob);
  return problemIf(ecs !== undefined && (seconds === undefined || !isWhole(seconds, 1, 21_600)), {
    code: 'queue-worker/not-a-job-time',
    prop: 'consumer.longestJob',
    value: `${seconds} seconds`,
    allowed: 'must be a whole number of seconds, 6 hours at most: SQS hides a message for 12 hours at most',
    fix: 'split longer jobs',
  });
}

function messagesPerTaskProblem({ _ecs: ecs }: QueueConsumer): Problem | undefined {
  const count = ecs?.scaling?.messagesPerTask;
  return problemIf(count !== undefined && !Token.isUnresolved(count) && !(count > 0), {
    code: 'queue-worker/not-a-backlog',
    prop: 'consumer.scaling.messagesPerTask',
    value: count,
    allowed: 'must be a number above 0',
    fix: 'give the time in which a message has to be done, divided by the time that one takes',
  });
}
