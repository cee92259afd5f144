import { IHostedZone } from 'aws-cdk-lib/aws-route53';

// A registered symbol, so that two copies of this package in one app read each other's statements.
const DELEGATED = Symbol.for('rl-bank-constructs.zone.delegated');

/** Notes on a zone made in this app whether its parent domain points at it. */
export function stateDelegation(zone: IHostedZone, delegated: boolean): void {
  Object.defineProperty(zone, DELEGATED, { value: delegated });
}

/** What was stated of the zone; `undefined` of a zone that nobody spoke of. */
export function statedDelegation(zone: IHostedZone): boolean | undefined {
  return (zone as { [DELEGATED]?: boolean })[DELEGATED];
}
