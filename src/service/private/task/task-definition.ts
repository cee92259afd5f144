import { Duration } from 'aws-cdk-lib';
import {
  ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  LogDriver,
  OperatingSystemFamily,
  TmpfsMountOption,
} from 'aws-cdk-lib/aws-ecs';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Variables, containerSecrets } from './variables';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { nameMadeBy } from '../../../core/private/stacks/weak-reference';
import type { ApiTaskOptions } from '../../api-task-options';
import { WritablePath } from '../../writable-path';

export const CONTAINER_NAME = 'api';
export const DEFAULT_PORT = 9000;
export const DEFAULT_CPU = 512;
export const DEFAULT_MEMORY = 1024;
export const DEFAULT_PATHS: WritablePath[] = [{ path: '/tmp', sizeMiB: 64 }];

/** What the task is made of beside the caller's options. */
export interface TaskParts {
  readonly family: string;
  readonly taskRole: IRole;
  readonly executionRole: IRole;
  readonly logGroup: ILogGroup;
  readonly variables: Variables;
  readonly containerPort: number;
  readonly stopTimeout: Duration;
}

/** One container that may write to memory alone, and be nobody but its user. */
export function taskDefinition(scope: Construct, options: ApiTaskOptions, parts: TaskParts): FargateTaskDefinition {
  const { environment = {}, image } = options;
  const definition = new FargateTaskDefinition(scope, 'TaskDefinition', {
    family: parts.family,
    cpu: options.cpu ?? DEFAULT_CPU,
    memoryLimitMiB: options.memoryMiB ?? DEFAULT_MEMORY,
    runtimePlatform: {
      cpuArchitecture: options.cpuArchitecture ?? CpuArchitecture.X86_64,
      operatingSystemFamily: OperatingSystemFamily.LINUX,
    },
    executionRole: parts.executionRole,
    taskRole: parts.taskRole,
  });
  definition.addContainer('Container', {
    containerName: CONTAINER_NAME,
    image: ContainerImage.fromRegistry(nameMadeBy(topLevelStack(image), image.imageUri)),
    essential: true,
    portMappings: [{ containerPort: parts.containerPort }],
    environment: Object.fromEntries(Object.entries(environment).sort()),
    secrets: containerSecrets(parts.variables),
    user: options.containerUser ?? '1000:1000',
    readonlyRootFilesystem: true,
    linuxParameters: memoryToWrite(definition, options.writablePaths ?? DEFAULT_PATHS),
    stopTimeout: parts.stopTimeout,
    logging: LogDriver.awsLogs({ logGroup: parts.logGroup, streamPrefix: CONTAINER_NAME }),
  });
  if (Object.keys(environment).length > 0) {
    acknowledge(
      definition,
      'ECS2',
      'What is not sensitive may be read in the template; what is lies in Secrets Manager and is named there.',
    );
  }
  return definition;
}

/** Memory and no volume: a volume of Fargate's belongs to root, and the container is not root. */
function memoryToWrite(definition: FargateTaskDefinition, paths: WritablePath[]): LinuxParameters {
  const parameters = new LinuxParameters(definition, 'Linux', { initProcessEnabled: true });
  const mountOptions = [TmpfsMountOption.RW, TmpfsMountOption.NOSUID, TmpfsMountOption.NODEV]; // and 1777, as always
  for (const { path, sizeMiB } of [...paths].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    parameters.addTmpfs({ containerPath: path, size: sizeMiB, mountOptions });
  }
  return parameters;
}
