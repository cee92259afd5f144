import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IImageRepository } from './i-image-repository';
import { TelemetryOptions } from './telemetry-options';
import { WritablePath } from './writable-path';
import { IServiceBinding } from '../core';
import { IRuntimeSettings } from '../data';

/**
 * Task definition of a service: image, variables, size, and what the container may write.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export interface ServiceTaskOptions {
  /** Image repository with the deployment tag or digest that the tasks run. */
  readonly image: IImageRepository;

  /**
   * Settings that the service reads at start. Each key becomes an environment variable.
   * @default - no settings
   */
  readonly settings?: IRuntimeSettings;

  /**
   * Databases, caches and whatever else the service uses: each brings its environment variables, security group rules and
   * permissions. A variable of theirs takes the place of a setting of the same name.
   * @default - tasks reach port 443 alone, by the addresses that `settings` have
   */
  readonly uses?: IServiceBinding[];

  /**
   * OpenTelemetry collector beside the container.
   * @default - no collector
   */
  readonly telemetry?: TelemetryOptions;

  /**
   * Environment variables in plain text: they are visible in the template and the console.
   * @default - the variables of `settings` and `uses` alone
   */
  readonly environment?: Record<string, string>;

  /**
   * CPU units of a task: 1024 are one vCPU.
   * @default 512
   */
  readonly cpu?: number;

  /**
   * Memory of a task. Fargate supports certain combinations with `cpu` only.
   * @default Size.gibibytes(1)
   */
  readonly memory?: Size;

  /**
   * CPU architecture that the image is built for.
   * @default CpuArchitecture.X86_64
   */
  readonly cpuArchitecture?: CpuArchitecture;

  /**
   * User id of the container, with or without a group id. Root is refused.
   * @default '1000:1000'
   */
  readonly containerUser?: string;

  /**
   * Directories that the container may write to. They are in memory, and empty when a task starts.
   * @default [{ path: '/tmp', size: Size.mebibytes(64) }]
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Log group of the tasks.
   * @default - a log group is created
   */
  readonly logGroup?: ILogGroup;

  /**
   * Retention of the log group that is created.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * Customer managed KMS key of the log groups that are created. The policy of a key of this app gets the statement that
   * CloudWatch Logs needs; to that of an imported key, add it before the deployment: see "Container" in the README.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - encryption with keys of CloudWatch Logs
   */
  readonly logEncryptionKey?: IKey;

  /**
   * Removal policy of the log group, and of the access log bucket of a load balancer.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context of the app is set, by
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   *
   * The access log bucket must be empty, or `cdk destroy` stops at it: pass an `accessLogBucket` of your own with
   * `autoDeleteObjects`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
