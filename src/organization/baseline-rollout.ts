/** How AWS CloudFormation StackSets deploys the baseline, and every update of it, to many accounts. */
export interface BaselineRollout {
  /**
   * Percentage of accounts of a region that may fail before the deployment stops there and in the regions after it. It is
   * rounded down: with 10, one of ten accounts may fail, and none of nine.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
   * @default 10
   */
  readonly failureTolerancePercentage?: number;

  /**
   * Percentage of accounts of a region that are deployed at once. CloudFormation starts with one more than may fail, since
   * it never lets more fail.
   * @default 25
   */
  readonly maxConcurrentPercentage?: number;

  /**
   * Whether the baseline stays in an account that leaves the organizational units. An account that comes back then fails:
   * it has a recorder of AWS Config, and can have no second one.
   * @default false
   */
  readonly retainOnAccountRemoval?: boolean;
}
