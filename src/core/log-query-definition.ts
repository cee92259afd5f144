/**
 * Saved query of CloudWatch Logs Insights for the first minutes of an incident.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AnalyzingLogData.html
 */
export interface LogQueryDefinition {
  /** Name of the query within its construct: the question that it answers. */
  readonly question: string;

  /** Name of the log group. */
  readonly logGroupName: string;

  /**
   * Region of the log group, and so of the query.
   * @default - the region of the construct's stack
   */
  readonly region?: string;

  /** Commands of the query, one a line. */
  readonly commands: string[];
}
