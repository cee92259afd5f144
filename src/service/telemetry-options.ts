import { Size } from 'aws-cdk-lib';
import { IImageRepository } from './i-image-repository';

/**
 * OpenTelemetry collector beside the service: a second container of each task, which sends traces to AWS X-Ray.
 *
 * @see https://aws-otel.github.io/docs/setup/ecs
 */
export interface TelemetryOptions {
  /**
   * Image of the AWS Distro for OpenTelemetry collector, in ECR: tasks without a NAT gateway do not reach the public
   * registry. Another collector works if it reads its configuration from the variable `AOT_CONFIG_CONTENT`.
   */
  readonly image: IImageRepository;

  /**
   * Share of the requests without a trace of their own that start one, in percent.
   * @default 5
   */
  readonly samplingPercent?: number;

  /**
   * Memory of the collector, out of that of the task.
   * @default Size.mebibytes(256)
   */
  readonly memory?: Size;

  /**
   * Configuration of the collector in YAML. What it sends elsewhere than to X-Ray needs permissions of the `taskRole`.
   * @see https://opentelemetry.io/docs/collector/configuration/
   * @default - receives OTLP on the ports 4317 and 4318 of the task, and sends traces to X-Ray
   */
  readonly config?: string;
}
