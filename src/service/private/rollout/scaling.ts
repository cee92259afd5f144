import { Names } from 'aws-cdk-lib';
import { CfnScalingPolicy, ScalableTarget } from 'aws-cdk-lib/aws-applicationautoscaling';
import { FargateService, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { minTasksOf } from './task-count';
import type { ApiScaling } from '../../api-scaling';

/** Queue whose waiting messages decide the number of tasks. */
export interface Backlog {
  readonly queueName: string;
  readonly messagesPerTask: number;
}

/** What the number of tasks follows from, beside `scaling`. */
export interface ScalingSources {
  readonly targets?: ApplicationTargetGroup;
  readonly backlog?: Backlog;
}

/** Adds target-tracking scaling to the service: by its backlog alone, where it has one. */
export function scale(service: FargateService, { targets, backlog }: ScalingSources, scaling: ApiScaling): void {
  const count = service.autoScaleTaskCount({ minCapacity: minTasksOf(scaling), maxCapacity: scaling.maxTasks });
  if (backlog) {
    scaleOnBacklog(service, count, backlog);
    return;
  }
  count.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: scaling.cpuPercent ?? 60 });
  if (scaling.memoryPercent !== undefined) {
    count.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: scaling.memoryPercent });
  }
  if (targets && scaling.requestsPerMinute !== undefined) {
    count.scaleOnRequestCount('Requests', { requestsPerTarget: scaling.requestsPerMinute, targetGroup: targets });
  }
}

/**
 * Keeps the number of messages that wait for each task. Tasks that work on a few messages at full CPU need no others, so
 * CPU does not scale beside it. The CDK's own policy takes no math expression.
 */
function scaleOnBacklog(service: FargateService, count: ScalableTaskCount, backlog: Backlog): void {
  const { queueName, messagesPerTask } = backlog;
  const metric = (
    id: string,
    namespace: string,
    metricName: string,
    dimensions: Record<string, string>,
    stat: string,
  ) => ({
    id,
    metricStat: { metric: { namespace, metricName, dimensions: listed(dimensions) }, stat },
    returnData: false,
  });
  const ofService = { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName };
  new CfnScalingPolicy(count, 'Backlog', {
    policyName: `${Names.uniqueId(count)}Backlog`,
    policyType: 'TargetTrackingScaling',
    scalingTargetId: (count.node.findChild('Target') as ScalableTarget).scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: messagesPerTask,
      customizedMetricSpecification: {
        metrics: [
          metric('waiting', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: queueName }, 'Sum'),
          metric('running', 'ECS/ContainerInsights', 'RunningTaskCount', ofService, 'Average'),
          { id: 'backlog', expression: 'waiting / running', returnData: true },
        ],
      },
    },
  });
}

function listed(dimensions: Record<string, string>): Array<{ name: string; value: string }> {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}
