import { Duration, Size } from 'aws-cdk-lib';
import {
  ContainerDefinition,
  ContainerDependencyCondition,
  ContainerImage,
  FargateTaskDefinition,
  LogDriver,
} from 'aws-cdk-lib/aws-ecs';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { nameMadeBy } from '../../../core/private/stacks/weak-reference';
import type { TelemetryOptions } from '../../telemetry-options';

export const COLLECTOR_NAME = 'telemetry';
export const DEFAULT_COLLECTOR_MEMORY = Size.mebibytes(256);

/** Ports for OTLP by gRPC and by HTTP. */
export const COLLECTOR_PORTS = [4317, 4318];

/** Traces of this task alone to X-Ray, in its own region, with the ids of task and cluster. */
const CONFIG = `receivers:
  otlp:
    protocols:
      grpc: { endpoint: 127.0.0.1:4317 }
      http: { endpoint: 127.0.0.1:4318 }
processors:
  memory_limiter: { check_interval: 1s, limit_percentage: 75 }
  resourcedetection: { detectors: [env, ecs] }
  batch: {}
exporters:
  awsxray: {}
service:
  pipelines:
    traces:
      receivers: [otlp]
      processors: [memory_limiter, resourcedetection, batch]
      exporters: [awsxray]
`;

/** What the collector shares with the container that it serves. */
export interface CollectorParts {
  readonly logGroup: ILogGroup;
  readonly user: string;
  readonly stopTimeout: Duration;
}

/**
 * Adds the collector to the task definition. It is not essential: a task goes on without it. The main container starts after
 * it and stops before it, so the last traces are sent too.
 */
export function addCollector(
  definition: FargateTaskDefinition,
  main: ContainerDefinition,
  { image, config = CONFIG, memory = DEFAULT_COLLECTOR_MEMORY }: TelemetryOptions,
  { logGroup, user, stopTimeout }: CollectorParts,
): void {
  const collector = definition.addContainer('Telemetry', {
    containerName: COLLECTOR_NAME,
    image: ContainerImage.fromRegistry(nameMadeBy(topLevelStack(image), image.imageUri)),
    essential: false,
    environment: { AOT_CONFIG_CONTENT: config },
    memoryLimitMiB: memory.toMebibytes(),
    user,
    readonlyRootFilesystem: true,
    stopTimeout,
    logging: LogDriver.awsLogs({ logGroup, streamPrefix: COLLECTOR_NAME }),
  });
  main.addContainerDependencies({ container: collector, condition: ContainerDependencyCondition.START });
}
