import { Duration } from 'aws-cdk-lib';

/** Burn rate of an error budget over a long window, and over a short one that ends soon after failures have ended. */
export interface BurnRate {
  /**
   * How many times faster than evenly over the month the budget is spent, such as 14.4. At 1 it lasts exactly for the month.
   */
  readonly rate: number;

  /** Long window, which decides that enough of the budget is spent: whole minutes, up to a day. */
  readonly window: Duration;

  /** Short window, which decides that it is still being spent: whole minutes, shorter than `window`. */
  readonly shortWindow: Duration;
}
