import { Size } from 'aws-cdk-lib';
import { IImageRepository } from './i-image-repository';

/**
 * OpenTelemetry collector beside the service: a second container of each task, which sends traces to AWS X-Ray.
 *
 * @see https://aws-otel.github.io/docs/setup/ecs
 */
export interface TelemetryOptions {
  /**
   * Image of the AWS Distro for OpenTelemetry collector, in a private ECR repository: an operator copies it from
   * `public.ecr.aws/aws-observability/aws-otel-collector` once, by the command in `pendingInputs`. Another collector works if it reads its configuration from the variable `AOT_CONFIG_CONTENT`.
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
   *
   * By default the service gets `OTEL_METRICS_EXPORTER=none` and `OTEL_LOGS_EXPORTER=none`, since an SDK would send both and
   * the collector has a pipeline for traces alone. With a configuration it gets neither: set them in `environment` if the
   * configuration has no such pipelines.
   * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#exporter-selection
   * @see https://opentelemetry.io/docs/collector/configuration/
   * @default - receives OTLP on the ports 4317 and 4318 of the task, and sends traces to X-Ray
   */
  readonly config?: string;
}
