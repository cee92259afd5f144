import { Duration } from 'aws-cdk-lib';

/** How much data a loss takes, and how long the recovery takes: what a backup promises for one kind of loss. */
export interface RecoveryObjective {
  /** What is lost, such as `the region eu-central-1`. */
  readonly loss: string;

  /** Recovery point objective (RPO): the longest time before the loss of which data is gone. */
  readonly recoveryPoint: Duration;

  /**
   * Recovery time objective (RTO): the time until the data can be used again. A target, until a restore has shown it.
   * @default - none: the time depends on what else has to be created first
   */
  readonly recoveryTime?: Duration;

  /** How the data comes back. */
  readonly means: string;

  /** What this does not cover. */
  readonly notCovered: string;
}
