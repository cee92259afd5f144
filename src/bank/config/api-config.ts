import { LaunchPhase, ApiRouting, TaskScaling } from '../../service';

/** The API service of the config. */
export interface ApiConfig {
  /** The full URI of the image. */
  readonly image: string;

  /** The container port of the API. */
  readonly containerPort: number;

  /** The task count. With scaling, the count at the start. */
  readonly desiredCount: number;

  /** The path of the health check. */
  readonly healthCheckPath: string;

  /** The CPU units of a task, 1024 for a vCPU. */
  readonly cpu: number;

  /** The memory of a task, in MiB. */
  readonly memoryMiB: number;

  /** The requests that the load balancer forwards. */
  readonly routing: ApiRouting;

  /**
   * The path that Route 53 health checks request from the API.
   * @default - `healthCheckPath`; the API is not checked where `routing` does not forward that
   */
  readonly uptimeCheckPath?: string;

  /** Whether image and secrets exist. */
  readonly launchPhase: LaunchPhase;

  /**
   * Scales the task count with the load.
   * @default - the count is fixed
   */
  readonly scaling?: TaskScaling;

  /** The retention of the log group of the API, in days. It has no effect on an existing log group. */
  readonly logRetentionDays: number;

  /** The names of the Twilio secrets that the API reads. */
  readonly twilioKeys: string[];

  /** The prefix of the names of parameters and secrets. */
  readonly settingsPath: string;

  /**
   * The ARN of a web ACL of scope REGIONAL, for the load balancer.
   * @default - no web ACL
   */
  readonly webAclArn?: string;
}

/** The existing database of the config. */
export interface DatabaseConfig {
  /** The ports of the database. Empty while they are unknown. */
  readonly ports: number[];

  /** The CIDR ranges of the database. Empty while they are unknown. */
  readonly addressRanges: string[];
}

/** The limits of the cache in the config. */
export interface CacheConfig {
  /** The maximum data storage, in GB. */
  readonly maxDataGigabytes: number;

  /** The maximum of ElastiCache processing units (ECPU) per second. */
  readonly maxEcpuPerSecond: number;
}
