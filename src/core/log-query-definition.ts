/** A query of CloudWatch Logs Insights that a construct asks to be kept for the first minutes of an incident. */
export interface LogQueryDefinition {
  /** Names the query among those of its construct, as the question that it answers. */
  readonly question: string;

  /** What it looks through. */
  readonly logGroupName: string;

  /** The lines of the query, each a command. */
  readonly commands: string[];
}
