import { IHostedZone } from 'aws-cdk-lib/aws-route53';

/** What the maker of a zone says of it to whoever is handed the zone. */
export interface ZoneDelegation {
  /** Whether its parent domain points at it. */
  readonly delegated: boolean;
  /** The id is a weak reference: any stack of the Stage can read it. */
  readonly isReadableAnywhere: boolean;
}

// A registered symbol, so that two copies of this package in one app read each other's statements.
const STATEMENT = Symbol.for('rl-bank-constructs.zone.statement');

/** Notes a statement on a zone. */
export function recordZoneDelegation(zone: IHostedZone, statement: ZoneDelegation): void {
  Object.defineProperty(zone, STATEMENT, { value: statement });
}

/** What was stated of the zone; `undefined` of a zone that nobody spoke of. */
export function zoneDelegationOf(zone: IHostedZone): ZoneDelegation | undefined {
  return (zone as { [STATEMENT]?: ZoneDelegation })[STATEMENT];
}
