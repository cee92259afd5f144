import { Construct } from 'constructs';
import { BUCKET, DURATION, KEY, SIZE, VPC } from '../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import {
  BOOLEAN,
  instance,
  listOf,
  NUMBER,
  oneOf,
  OPTIONS,
  requireTypes,
  TEXT,
  Type,
  typeProblems,
} from '../../core/private/checks/types';
import type { ApiHealthCheck } from '../api-health-check';
import type { BankApiServiceProps } from '../bank-api-service';
import { LaunchPhase } from '../launch-phase';
import type { TaskScaling } from '../task-scaling';

/** Types of the props, but for those of which a check says more. */
const API_TYPES: { [Name in keyof BankApiServiceProps]: Type } = {
  ...{ vpc: VPC, cluster: instance('an ICluster', 'clusterName') },
  ...{ taskSubnets: OPTIONS, loadBalancerSubnets: OPTIONS, serviceName: TEXT },
  ...{ image: instance('an IImageRepository', 'imageUri'), database: instance('an IApiDatabase', 'uriSecret') },
  ...{ settings: instance('IRuntimeSettings', 'parameters'), environment: OPTIONS, containerUser: TEXT },
  ...{ memory: SIZE, cpuArchitecture: instance('a CpuArchitecture', '_cpuArchitecture') },
  ...{ writablePaths: listOf(OPTIONS), logGroup: instance('an ILogGroup', 'logGroupName'), logRetention: DURATION },
  ...{ logEncryptionKey: KEY, accessLogBucket: BUCKET },
  ...{ domain: instance('an ApiDomain', 'dns'), exposure: instance('an ApiExposure', 'addressRanges') },
  ...{ routing: instance('an ApiRouting', 'patterns'), sslPolicy: TEXT, webAclArn: TEXT, healthCheck: OPTIONS },
  ...{ requestTimeout: DURATION, accessLogRetention: DURATION, deletionProtection: BOOLEAN },
  ...{ launchPhase: oneOf({ LaunchPhase }), scaling: OPTIONS, rollOnSecretChange: BOOLEAN },
  failureThreshold: instance('a FailureThreshold', '_kind'),
};

/** Types of the properties of `healthCheck`. */
const HEALTH_CHECK_TYPES: { [Name in keyof ApiHealthCheck]: Type } = {
  ...{ path: TEXT, interval: DURATION, timeout: DURATION },
};

/** Types of the properties of `scaling`. */
const SCALING_TYPES: { [Name in keyof TaskScaling]: Type } = {
  ...{ minTasks: NUMBER, maxTasks: NUMBER, cpuPercent: NUMBER, memoryPercent: NUMBER, requestsPerMinute: NUMBER },
};

/** Throws if a required prop is missing, or a prop is of another type. */
export function requireApiProps(scope: Construct, props: BankApiServiceProps): void {
  requireProps(scope, props, { vpc: true, image: true, domain: true });
  requireTypes(scope, props, API_TYPES);
  throwOnProblems(
    scope,
    ...typeProblems(props.healthCheck ?? {}, HEALTH_CHECK_TYPES, 'healthCheck.'),
    ...typeProblems<Partial<TaskScaling>>(props.scaling ?? {}, SCALING_TYPES, 'scaling.'),
  );
}
