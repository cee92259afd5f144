/** A plan, told twice. */
export interface PlanDescription {
  /** What a person reads: `cdk synth` prints it, and it lies in `plan.txt`. */
  readonly text: string;

  /** What a program reads: a JSON object as a text. It lies in `plan.json`, its keys sorted. */
  readonly json: string;
}
