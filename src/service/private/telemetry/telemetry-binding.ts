import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { collectorToCopy } from './collector-image';
import { IServiceBinding, PendingInput, ServiceSecret } from '../../../core';
import { grantStatements } from '../../../core/private/resources/grant';
import type { ServiceTaskOptions } from '../../service-task-options';
import type { TelemetryOptions } from '../../telemetry-options';

/** How messages name the collector. */
export const TELEMETRY = "'telemetry'";

const DEFAULT_SAMPLING_PERCENT = 5;

/** The SDKs send metrics and logs as well by default, and the default configuration has a pipeline of traces alone. */
const TRACES_ALONE = { OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };

/** Everything that the service uses, its collector included. */
export function usesOf(
  serviceName: string,
  { uses = [], telemetry, cpuArchitecture }: Pick<ServiceTaskOptions, 'uses' | 'telemetry' | 'cpuArchitecture'>,
): IServiceBinding[] {
  return telemetry ? [...uses, new TelemetryBinding(serviceName, telemetry, cpuArchitecture)] : uses;
}

/** The collector as something that the service uses: where it sends traces, and what the collector may do with them. */
export class TelemetryBinding implements IServiceBinding {
  public readonly variables: Record<string, string>;
  public readonly parameters = {};
  public readonly secrets: Record<string, ServiceSecret> = {};
  public readonly fingerprint = '';
  /** How messages name it, which is no construct. */
  public readonly owner = TELEMETRY;

  constructor(
    serviceName: string,
    private readonly options: TelemetryOptions,
    private readonly architecture?: CpuArchitecture,
  ) {
    const { samplingPercent = DEFAULT_SAMPLING_PERCENT, config } = options;
    // https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
    this.variables = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_PROPAGATORS: 'tracecontext,baggage,xray', // load balancers pass X-Amzn-Trace-Id on
      OTEL_SERVICE_NAME: serviceName,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: String(samplingPercent / 100),
      ...(config === undefined ? TRACES_ALONE : {}),
    };
  }

  /** The image of the collector, which is copied into the repository once. */
  public get pendingInputs(): PendingInput[] {
    return [collectorToCopy(this.options.image, this.architecture)];
  }

  /** The collector is in the task: no security group is between. */
  public allowAccessFrom(): void {}

  public grantUse(grantee: IGrantable): Grant {
    const actions = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
    const send = new PolicyStatement({ actions, resources: ['*'] });
    return grantStatements(grantee, [send], 'X-Ray knows no resource for the segments that a task sends.');
  }
}
