import { PlanDescription } from './plan-description';

/** Extends the plan of a `ResourceGate`, which lists stacks and resources. */
export interface IPlanDescriber {
  /**
   * Returns the whole plan. Called during synthesis, when everything in the app is known.
   *
   * @param stacks the gate's own plan: the stacks, their regions and resources
   */
  describePlan(stacks: PlanDescription): PlanDescription;
}
