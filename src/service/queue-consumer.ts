import { Duration } from 'aws-cdk-lib';
import { IServiceFunction } from './i-service-function';
import { FUNCTION } from './private/function/function-types';
import { requireEcsConsumer, requireLambdaConsumer } from './private/queue/consumer-types';
import { ServicePlacementOptions } from './service-placement-options';
import { ServiceRolloutOptions } from './service-rollout-options';
import { ServiceTaskOptions } from './service-task-options';
import { requireArgument } from '../core/private/checks/required-props';

/**
 * How Lambda reads the queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export interface LambdaConsumerOptions {
  /**
   * Messages of an invocation at most: 10 for a FIFO queue, 10,000 for others, and above 10 with a `batchWindow`.
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * Time in which Lambda gathers messages before it invokes the function, 5 minutes at most. A FIFO queue has none.
   * @default - none: Lambda invokes the function with what is there
   */
  readonly batchWindow?: Duration;

  /**
   * Invocations of the function at once for this queue, from 2 to 1,000. Queues of one function share its reservation.
   * @default - the reserved concurrency of the function, 1,000 at most, or no limit without one
   */
  readonly maxConcurrency?: number;
}

/**
 * Target-tracking scaling of the number of tasks by the messages that wait for each.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
export interface BacklogScaling {
  /**
   * Minimum number of tasks.
   * @default 2
   */
  readonly minTasks?: number;

  /** Maximum number of tasks. */
  readonly maxTasks: number;

  /** Messages that may wait for each task: the time in which a message has to be done, divided by the time that one takes. */
  readonly messagesPerTask: number;
}

/** ECS service on Fargate that works on the messages of a queue. It gets `QUEUE_URL`, and the permission to consume. */
export interface EcsConsumerOptions extends ServicePlacementOptions, ServiceTaskOptions, ServiceRolloutOptions {
  /**
   * Time from receiving a message, or a batch, to deleting it, at most. The queue hides a received message twice as long;
   * longer than 6 hours cannot be.
   */
  readonly longestJob: Duration;

  /**
   * Scaling of the number of tasks.
   * @default - the number is fixed
   */
  readonly scaling?: BacklogScaling;
}

interface FunctionConsumer {
  readonly lambdaFunction: IServiceFunction;
  readonly options: LambdaConsumerOptions;
}

/**
 * What works on the messages of a queue: a Lambda function, or tasks of ECS on Fargate.
 *
 * @example
 * import { QueueConsumer, QueueWorker, ServiceFunction } from 'rl-bank-constructs/service';
 *
 * declare const audit: ServiceFunction;
 *
 * new QueueWorker(this, 'Audit', { consumer: QueueConsumer.lambdaFunction(audit, { maxConcurrency: 5 }) });
 */
export class QueueConsumer {
  /**
   * A Lambda function, which returns the messages that failed as `batchItemFailures`.
   * @param lambdaFunction function of the region of the queue
   * @param options how Lambda reads the queue
   */
  public static lambdaFunction(lambdaFunction: IServiceFunction, options: LambdaConsumerOptions = {}): QueueConsumer {
    const place = 'QueueConsumer.lambdaFunction';
    requireArgument(place, 'lambdaFunction', lambdaFunction, FUNCTION);
    requireLambdaConsumer(place, options);
    return new QueueConsumer({ lambdaFunction, options }, undefined);
  }

  /**
   * An ECS service on Fargate, which the queue worker creates. Its tasks receive and delete messages themselves.
   * @param options image, size and number of its tasks
   */
  public static ecsService(options: EcsConsumerOptions): QueueConsumer {
    requireEcsConsumer('QueueConsumer.ecsService', options);
    return new QueueConsumer(undefined, options);
  }

  private constructor(
    /** @internal */
    public readonly _lambda: FunctionConsumer | undefined,
    /** @internal */
    public readonly _ecs: EcsConsumerOptions | undefined,
  ) {}
}
