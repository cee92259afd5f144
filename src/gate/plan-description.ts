/** A plan, as text and as JSON. */
export interface PlanDescription {
  /** Text for people: `cdk synth` prints it, and the file `plan.txt` has it. */
  readonly text: string;

  /** JSON object for programs. The file `plan.json` has it, with sorted keys. */
  readonly json: string;

  /**
   * Contents of further files beside them, by name, such as `import.json`.
   * @default - no further files
   */
  readonly files?: Record<string, string>;
}
