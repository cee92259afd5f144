import { Duration, Size } from 'aws-cdk-lib';
import {
  AppProtocol,
  ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  LogDriver,
  OperatingSystemFamily,
  PortMapping,
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
import type { ServiceTaskOptions } from '../../service-task-options';
import type { WritablePath } from '../../writable-path';
import { addCollector } from '../telemetry/collector';

export const DEFAULT_CPU = 512;
export const DEFAULT_MEMORY = Size.gibibytes(1);
export const DEFAULT_PATHS: WritablePath[] = [{ path: '/tmp', size: Size.mebibytes(64) }];

/** The container that a service is about, as its kind of service has it. */
export interface MainContainer {
  /** Name of the container, and prefix of its log streams. */
  readonly name: string;
  /** Noun for descriptions, such as "API". */
  readonly noun: string;
  /** Port that it listens on; without one nothing calls it. */
  readonly port?: number;
  /** Name of the port mapping, for Service Connect. */
  readonly portName?: string;
  /** Protocol of the port, for Service Connect. */
  readonly protocol?: AppProtocol;
  /** Command in place of that of the image. */
  readonly command?: string[];
}

/** Parts of the task definition that are created before it. */
export interface TaskDefinitionParts {
  readonly family: string;
  readonly container: MainContainer;
  readonly taskRole: IRole;
  readonly executionRole: IRole;
  readonly logGroup: ILogGroup;
  readonly variables: Variables;
  readonly stopTimeout: Duration;
}

/** Port that the API listens on: its prop, else the `PORT` of the settings, else the default. */
export function containerPortOf({
  containerPort,
  settings,
}: Pick<ApiTaskOptions, 'containerPort' | 'settings'>): number {
  return containerPort ?? settings?.port ?? 9000;
}

/** Creates the task definition: one container with a read-only root file system, not as root. */
export function taskDefinition(
  scope: Construct,
  options: ServiceTaskOptions,
  parts: TaskDefinitionParts,
): FargateTaskDefinition {
  const { image } = options;
  const { container, variables } = parts;
  const definition = new FargateTaskDefinition(scope, 'TaskDefinition', {
    family: parts.family,
    cpu: options.cpu ?? DEFAULT_CPU,
    memoryLimitMiB: (options.memory ?? DEFAULT_MEMORY).toMebibytes(),
    runtimePlatform: {
      cpuArchitecture: options.cpuArchitecture ?? CpuArchitecture.X86_64,
      operatingSystemFamily: OperatingSystemFamily.LINUX,
    },
    executionRole: parts.executionRole,
    taskRole: parts.taskRole,
  });
  const user = options.containerUser ?? '1000:1000';
  const main = definition.addContainer('Container', {
    containerName: container.name,
    image: ContainerImage.fromRegistry(nameMadeBy(topLevelStack(image), image.imageUri)),
    essential: true,
    portMappings: container.port === undefined ? undefined : [portMapping(container, container.port)],
    command: container.command,
    environment: variables.environment,
    secrets: containerSecrets(variables),
    user,
    readonlyRootFilesystem: true,
    linuxParameters: linuxParametersFor(definition, options.writablePaths ?? DEFAULT_PATHS),
    stopTimeout: parts.stopTimeout,
    logging: LogDriver.awsLogs({ logGroup: parts.logGroup, streamPrefix: container.name }),
  });
  if (options.telemetry) {
    addCollector(definition, main, options.telemetry, { ...parts, user });
  }
  if (Object.keys(variables.environment).length > 0) {
    acknowledge(
      definition,
      'ECS2',
      'What is not sensitive may be read in the template; what is lies in Secrets Manager and is named there.',
    );
  }
  return definition;
}

function portMapping({ portName, protocol }: MainContainer, containerPort: number): PortMapping {
  return portName === undefined ? { containerPort } : { containerPort, name: portName, appProtocol: protocol };
}

/** Mounts writable paths as tmpfs, not as volumes: a Fargate volume belongs to root, and the container does not run as root. */
function linuxParametersFor(definition: FargateTaskDefinition, paths: WritablePath[]): LinuxParameters {
  const parameters = new LinuxParameters(definition, 'Linux', { initProcessEnabled: true });
  const mountOptions = [TmpfsMountOption.RW, TmpfsMountOption.NOSUID, TmpfsMountOption.NODEV]; // and mode 1777 by default
  for (const { path, size } of [...paths].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    parameters.addTmpfs({ containerPath: path, size: size.toMebibytes(), mountOptions });
  }
  return parameters;
}
