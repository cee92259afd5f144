import { ServiceOptions } from './rollout/tasks';
import { DURATION, KEY, SIZE, VPC } from '../../core/private/checks/cdk-types';
import { Problem } from '../../core/private/checks/problems';
import {
  BOOLEAN,
  instance,
  listOf,
  NUMBER,
  oneOf,
  OPTIONS,
  TEXT,
  Type,
  typeProblems,
} from '../../core/private/checks/types';
import type { ApiScaling } from '../api-scaling';
import { LaunchPhase } from '../launch-phase';

/** An image of ECR. */
export const IMAGE = instance('an IImageRepository', 'imageUri');

/** Types of the props that every service has, but for those of which a check says more. */
export const SERVICE_TYPES: { [Name in keyof ServiceOptions]: Type } = {
  ...{ vpc: VPC, taskSubnets: OPTIONS, serviceName: TEXT, cluster: instance('an ICluster', 'clusterName') },
  ...{ image: IMAGE, settings: instance('IRuntimeSettings', 'parameters') },
  ...{ uses: listOf(instance('an IServiceBinding', 'grantUse')), environment: OPTIONS, containerUser: TEXT },
  ...{ memory: SIZE, cpuArchitecture: instance('a CpuArchitecture', '_cpuArchitecture') },
  ...{ writablePaths: listOf(OPTIONS), logGroup: instance('an ILogGroup', 'logGroupName'), logRetention: DURATION },
  ...{ logEncryptionKey: KEY, launchPhase: oneOf({ LaunchPhase }), rollOnSecretChange: BOOLEAN },
  ...{ failureThreshold: instance('a FailureThreshold', '_kind'), scaling: OPTIONS, telemetry: OPTIONS },
};

/** Types of the properties of `scaling`. */
const SCALING_TYPES: { [Name in keyof ApiScaling]: Type } = {
  ...{ minTasks: NUMBER, maxTasks: NUMBER, cpuPercent: NUMBER, memoryPercent: NUMBER, requestsPerMinute: NUMBER },
};

/** Problems of the properties of `scaling`. */
export function scalingTypeProblems(scaling: Partial<ApiScaling> = {}): Array<Problem | undefined> {
  return typeProblems(scaling, SCALING_TYPES, 'scaling.');
}
