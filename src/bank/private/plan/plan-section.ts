/** A part of the plan, for people and for programs. */
export interface PlanSection {
  /** The key in the JSON. */
  readonly key: string;
  readonly title: string;
  readonly lines: string[];
  readonly data: unknown;
}
