/** One step of moving in: what an operator does, how it shows that it is done, and the way back. */
export interface MigrationStep {
  /** What the step does, such as `Start the full load`. */
  readonly title: string;

  /** Shell command that does it, or what an operator does outside of AWS: then it begins with `# `. */
  readonly command: string;

  /** Command that says whether the step is done, and behind it what it prints if it is: `aws … --output text # prints stopped`. */
  readonly check: string;

  /** Shell command that takes the step back, or a sentence that says why nothing has to be taken back: then it begins with `# `. */
  readonly wayBack: string;
}
