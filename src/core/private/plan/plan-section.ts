/** A section of the plan, as text and as JSON. */
export interface PlanSection {
  /** The key in plan.json. */
  readonly key: string;
  readonly title: string;
  readonly lines: string[];
  readonly data: unknown;
}
