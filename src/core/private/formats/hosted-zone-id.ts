import { matches } from '../checks/values';

/** Whether Route 53 gives a hosted zone such an id. */
export function isHostedZoneId(id: unknown): boolean {
  return matches(/^Z[A-Z0-9]{1,31}$/, id);
}
