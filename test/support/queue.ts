import { Duration, Stack } from 'aws-cdk-lib';
import { IMAGE, propertiesOf } from './api';
import { workloadStack } from './cloud';
import { functionIn, FunctionProps } from './function';
import { networkIn } from './scaffold';
import {
  EcsConsumerOptions,
  ImageRepository,
  LambdaConsumerOptions,
  LaunchPhase,
  QueueConsumer,
  QueueWorker,
  QueueWorkerProps,
} from '../../src/service';

/** What a test says of a queue worker: of the worker itself, how Lambda reads, and of the function. */
export type QueueGiven = Partial<QueueWorkerProps> & {
  readonly read?: LambdaConsumerOptions;
  readonly fn?: FunctionProps;
};

/** A queue worker: with a Lambda function, unless it is given another consumer. */
export function queueWorkerIn(stack: Stack, { read, fn, ...props }: QueueGiven = {}, id = 'AuditLog'): QueueWorker {
  const consumer = props.consumer ?? QueueConsumer.lambdaFunction(functionIn(stack, fn), read);
  return new QueueWorker(stack, id, { consumer, ...props });
}

/** A stack with a queue worker. */
export function queueStackWith(given: QueueGiven = {}) {
  const stack = workloadStack();
  return { stack, worker: queueWorkerIn(stack, given) };
}

/** Tasks that consume a queue. */
export function tasksIn(stack: Stack, options: Partial<EcsConsumerOptions> = {}): QueueConsumer {
  const { vpc } = networkIn(stack);
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  const place = { vpc, image, serviceName: 'prd-audit', launchPhase: LaunchPhase.RUNNING };
  return QueueConsumer.ecsService({ ...place, longestJob: Duration.minutes(5), ...options });
}

/** The queue of the worker. */
export function queueOf(stack: Stack): any {
  return propertiesOf(stack, 'AWS::SQS::Queue', 'AuditLogQueue');
}

/** What the event source mapping says. */
export function mappingOf(stack: Stack): any {
  return propertiesOf(stack, 'AWS::Lambda::EventSourceMapping');
}

/** The statements of a policy. */
export function statementsOf(stack: Stack, type: string, beginning: string): any[] {
  return propertiesOf(stack, type, beginning).PolicyDocument.Statement;
}
