import { Duration } from 'aws-cdk-lib';
import { IGrantable, Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CONSUME, READ, throughSqs } from './queue-access';
import { maxConcurrencyOf } from './queue-times';
import { VariablesBinding } from '../../../core/private/bindings/variables-binding';
import { grantTo } from '../../../core/private/resources/grant';
import type { EcsConsumerOptions, QueueConsumer } from '../../queue-consumer';
import { WorkerService, WorkerServiceProps } from '../../worker-service';
import type { Backlog } from '../rollout/scaling';

/**
 * Lets Lambda read the queue for the function. The policy is of this stack, and not of the function's: each would else be
 * deployed after the other.
 */
export function readByLambda(scope: Construct, queue: Queue, consumer: QueueConsumer, key: IKey | undefined): void {
  const { lambdaFunction, options } = consumer._lambda!;
  const { batchSize = 10, batchWindow } = options;
  const policy = new Policy(scope, 'ReadPolicy', {
    roles: [Role.fromRoleName(scope, 'FunctionRole', lambdaFunction.roleName)],
    statements: [
      new PolicyStatement({ actions: READ, resources: [queue.queueArn] }),
      ...(key ? [throughSqs(scope, key, ['kms:Decrypt'])] : []),
    ],
  });
  const maximumConcurrency = maxConcurrencyOf(consumer);
  const mapping = new CfnEventSourceMapping(scope, 'EventSource', {
    functionName: lambdaFunction.functionArn,
    eventSourceArn: queue.queueArn,
    batchSize,
    maximumBatchingWindowInSeconds: batchWindow?.toSeconds(),
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: maximumConcurrency === undefined ? undefined : { maximumConcurrency },
  });
  mapping.node.addDependency(policy); // Lambda tries the permission when the mapping is created
}

/** Creates the service whose tasks consume the queue. */
export function consumedByTasks(
  scope: Construct,
  queue: Queue,
  options: EcsConsumerOptions,
  key: IKey | undefined,
): WorkerService {
  const { longestJob, scaling, uses = [], ...others } = options;
  const binding = new VariablesBinding(scope.node.path, { QUEUE_URL: queue.queueUrl }, (grantee) => {
    return grantConsume(scope, queue, key, grantee);
  });
  const backlog: Backlog | undefined = scaling && {
    queueName: queue.queueName,
    messagesPerTask: scaling.messagesPerTask,
  };
  const props: WorkerServiceProps & { readonly backlog?: Backlog } = {
    ...others,
    backlog,
    scaling: scaling && { minTasks: scaling.minTasks, maxTasks: scaling.maxTasks },
    uses: [...uses, binding],
    stopTimeout: Duration.seconds(Math.min(longestJob.toSeconds(), 120)),
  };
  return new WorkerService(scope, 'Service', props);
}

function grantConsume(scope: Construct, queue: Queue, key: IKey | undefined, grantee: IGrantable) {
  if (key) {
    grantee.grantPrincipal.addToPrincipalPolicy(throughSqs(scope, key, ['kms:Decrypt']));
  }
  return grantTo(scope, grantee, CONSUME, [queue.queueArn]);
}
