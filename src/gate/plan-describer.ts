import { PlanDescription } from './plan-description';

/** Whatever can say more about a plan than which resources are in it. */
export interface IPlanDescriber {
  /**
   * The whole plan as it is to be read. Asked while the app is synthesized, when everything in it is known.
   *
   * @param stacks - what the gate itself says: the stacks, their regions and resources
   */
  describePlan(stacks: PlanDescription): PlanDescription;
}
