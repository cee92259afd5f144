import { FargateService } from 'aws-cdk-lib/aws-ecs';
import { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { minTasksOf } from './task-count';
import type { ApiScaling } from '../../api-scaling';

/** Adds target-tracking scaling to the service. */
export function scale(service: FargateService, targets: ApplicationTargetGroup | undefined, scaling: ApiScaling): void {
  const count = service.autoScaleTaskCount({ minCapacity: minTasksOf(scaling), maxCapacity: scaling.maxTasks });
  count.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: scaling.cpuPercent ?? 60 });
  if (scaling.memoryPercent !== undefined) {
    count.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: scaling.memoryPercent });
  }
  if (targets && scaling.requestsPerMinute !== undefined) {
    count.scaleOnRequestCount('Requests', { requestsPerTarget: scaling.requestsPerMinute, targetGroup: targets });
  }
}
