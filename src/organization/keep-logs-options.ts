import { MaintainedControlOptions } from './maintained-control-options';

/** Options of `ServiceControl.keepLogs()`. */
export interface KeepLogsOptions extends MaintainedControlOptions {
  /** Buckets of the archive. Their lifecycle rules go on: S3 itself carries them out. */
  readonly bucketNames: string[];

  /**
   * Log groups that no principal deletes, by what their names begin with, such as `/audit/`. Their retention is changed by
   * `maintainerRoleArns` alone: a shorter one deletes logs.
   * @default - groups of a stack are deleted with it, and the archive has what was copied to it
   */
  readonly logGroupPrefixes?: string[];

  /**
   * Names of trails.
   * @default - every trail
   */
  readonly trailNames?: string[];

  /**
   * ARNs of KMS keys without which the archive cannot be read.
   * @default - no key is kept, as S3 alone encrypts the archive
   */
  readonly keyArns?: string[];
}
