import { Duration, Token } from 'aws-cdk-lib';
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

/** Most invocations at once that Lambda lets a queue have. */
export const MOST_AT_ONCE = 1000;

/** Invocations at once: more than the reservation would be refused, and each refusal counts as a failed receive. */
export function maxConcurrencyOf({ _lambda: lambda }: QueueConsumer): number | undefined {
  const reserved = lambda?.lambdaFunction.reservedConcurrency;
  const isBeyond = reserved !== undefined && !Token.isUnresolved(reserved) && reserved > MOST_AT_ONCE;
  return lambda?.options.maxConcurrency ?? (isBeyond ? MOST_AT_ONCE : reserved);
}
