import { Duration } from 'aws-cdk-lib';
import type { QueueConsumer } from '../../queue-consumer';

/** Seconds of a duration, or undefined for one that only the deployment knows. */
export function secondsOf(duration: Duration): number | undefined {
  return duration.isUnresolved() ? undefined : duration.toSeconds({ integral: false });
}

/**
 * Seconds for which the queue hides a message that was received. For Lambda six times the timeout, as AWS recommends, since
 * Lambda may be throttled before it invokes the function. Undefined while a time of the consumer is not known.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function visibilityOf({ _lambda: lambda, _ecs: ecs }: QueueConsumer): number | undefined {
  if (lambda) {
    const [timeout, window] = [lambda.lambdaFunction.timeout, lambda.options.batchWindow ?? Duration.seconds(0)].map(
      secondsOf,
    );
    return timeout === undefined || window === undefined ? undefined : 6 * timeout + window;
  }
  const longest = secondsOf(ecs!.longestJob);
  return longest === undefined ? undefined : 2 * longest;
}

/** Invocations at once: more than the reservation would be refused, and each refusal counts as a failed receive. */
export function maxConcurrencyOf({ _lambda: lambda }: QueueConsumer): number | undefined {
  return lambda?.options.maxConcurrency ?? lambda?.lambdaFunction.reservedConcurrency;
}
