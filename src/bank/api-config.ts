import { LaunchPhase, ApiRouting, TaskScaling } from '../service';

/** The API, as the config has it. */
export interface ApiConfig {
  /** The image, in full. */
  readonly image: string;

  /** The port that the API listens on. */
  readonly containerPort: number;

  /** How many tasks run once they can, and with scaling how many start. */
  readonly desiredCount: number;

  /** Where the API answers health checks. */
  readonly healthCheckPath: string;

  /** The CPU of a task, in units of which a core has 1024. */
  readonly cpu: number;

  /** The memory of a task, in MiB. */
  readonly memoryMiB: number;

  /** Which requests reach the API. */
  readonly routing: ApiRouting;

  /** What is stated of image and values. */
  readonly launchPhase: LaunchPhase;

  /**
   * Lets the number of tasks follow the load.
   * @default - the number is fixed
   */
  readonly scaling?: TaskScaling;

  /** How long the log group of the API keeps what it says, in days. It has no meaning for a log group that is adopted. */
  readonly logRetentionDays: number;

  /** The names of the Twilio secrets that the API reads. */
  readonly twilioKeys: string[];

  /** What the names of parameters and secrets begin with. */
  readonly settingsPath: string;

  /**
   * A web ACL of scope REGIONAL for the load balancer.
   * @default - no web ACL
   */
  readonly webAclArn?: string;
}

/** The database, which somebody else looks after, as the config has it. */
export interface DatabaseConfig {
  /** The ports it listens on, none where they are not known. */
  readonly ports: number[];

  /** The ranges of addresses it is in, none where they are not known. */
  readonly addressRanges: string[];
}

/** What the cache may cost, as the config has it. */
export interface CacheConfig {
  /** The most data it holds, in gigabytes. */
  readonly maxDataGigabytes: number;

  /** The most it computes, in processing units a second. */
  readonly maxEcpuPerSecond: number;
}
