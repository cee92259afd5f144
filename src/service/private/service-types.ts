import { ServiceOptions } from './rollout/tasks';
import { BINDING, bindingTypeProblems } from '../../core/private/bindings/binding-types';
import { DURATION, KEY, SIZE, VPC } from '../../core/private/checks/cdk-types';
import { Problem } from '../../core/private/checks/problems';
import {
  BOOLEAN,
  entriesOf,
  instance,
  listOf,
  NUMBER,
  oneOf,
  OPTIONS,
  TEXT,
  Type,
  typeProblem,
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
  ...{ uses: listOf(BINDING), environment: OPTIONS, containerUser: TEXT },
  ...{ memory: SIZE, cpuArchitecture: instance('a CpuArchitecture', '_cpuArchitecture') },
  ...{ writablePaths: listOf(OPTIONS), logGroup: instance('an ILogGroup', 'logGroupName'), logRetention: DURATION },
  ...{ logEncryptionKey: KEY, launchPhase: oneOf({ LaunchPhase }), rollOnSecretChange: BOOLEAN },
  ...{ failureThreshold: instance('a FailureThreshold', '_kind'), scaling: OPTIONS, telemetry: OPTIONS },
};

/** Types of the properties of `scaling`. */
const SCALING_TYPES: { [Name in keyof ApiScaling]: Type } = {
  ...{ minTasks: NUMBER, maxTasks: NUMBER, cpuPercent: NUMBER, memoryPercent: NUMBER, requestsPerMinute: NUMBER },
};

/** Problems of the parts of a service's props that have properties of their own. */
export function partTypeProblems({
  scaling,
  uses = [],
  environment,
}: Pick<ServiceOptions, 'scaling' | 'uses' | 'environment'>): Array<Problem | undefined> {
  return [
    ...entriesOf(environment).map(([name, value]) => typeProblem(`environment.${name}`, value, TEXT)),
    ...uses.flatMap((use, index) => bindingTypeProblems(`uses[${index}]`, use)),
    ...typeProblems<Partial<ApiScaling>>(scaling ?? {}, SCALING_TYPES, 'scaling.'),
  ];
}
