import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ImageRepository } from './image-repository';
import { WritablePath } from './writable-path';
import { IRuntimeSettings } from '../data';

/** What runs: the image, what it reads, and what it may do to its own container. */
export interface ApiTaskOptions {
  /** The image, by the channel that CI moves. */
  readonly image: ImageRepository;

  /**
   * What the API reads when it starts. Each key becomes a variable of its environment.
   * @default - it reads nothing
   */
  readonly settings?: IRuntimeSettings;

  /**
   * Further variables, in clear text for whoever reads the template.
   * @default - those of `settings` alone
   */
  readonly environment?: Record<string, string>;

  /**
   * The port that the API listens on.
   * @default - the port that `settings` tell it, 9000 without settings
   */
  readonly containerPort?: number;

  /**
   * The CPU of a task, in units of which a core has 1024.
   * @default 512
   */
  readonly cpu?: number;

  /**
   * The memory of a task, in MiB. Fargate knows certain pairs with `cpu` alone.
   * @default 1024
   */
  readonly memoryMiB?: number;

  /**
   * The processor that the image is built for.
   * @default CpuArchitecture.X86_64
   */
  readonly cpuArchitecture?: CpuArchitecture;

  /**
   * The user that the container runs as, by number, with or without a group. Root is refused.
   * @default '1000:1000'
   */
  readonly containerUser?: string;

  /**
   * Directories that the API may write to. They are in memory, and empty when a task starts.
   * @default [{ path: '/tmp', sizeMiB: 64 }]
   */
  readonly writablePaths?: WritablePath[];

  /**
   * A log group that exists.
   * @default - one of the API's own
   */
  readonly logGroup?: ILogGroup;

  /**
   * How long the API's own log group keeps what the API says.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * The removal policy of the log group and of the access logs of the load balancer.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context `rl-bank-constructs:destroyData` of the app is true.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
