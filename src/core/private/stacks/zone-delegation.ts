import { Stack, Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { topLevelStack } from './stack-of';
import { weakReference } from './weak-reference';

/** Statement on a hosted zone that `BankDns` leaves for the constructs that get the zone. */
export interface ZoneDelegation {
  /** Whether the parent domain points at the zone. */
  readonly delegated: boolean;
  /** The stack that creates the zone, whose id is a weak reference: any stack of the Stage can read it. */
  readonly createdIn?: Stack;
}

// A registered symbol, so that two copies of this package in one app read each other's statements.
const STATEMENT = Symbol.for('rl-bank-constructs.zone.statement');

/** Records a statement on a zone. */
export function recordZoneDelegation(zone: IHostedZone, statement: ZoneDelegation): void {
  Object.defineProperty(zone, STATEMENT, { value: statement });
}

/** The statement on the zone; `undefined` for a zone without one. */
export function zoneDelegationOf(zone: IHostedZone): ZoneDelegation | undefined {
  return (zone as { [STATEMENT]?: ZoneDelegation })[STATEMENT];
}

/** The stack that has to be deployed before the id of the zone is known; `undefined` for a literal id. */
export function zoneStackOf(zone: IHostedZone): Stack | undefined {
  if (!Token.isUnresolved(zone.hostedZoneId)) {
    return undefined;
  }
  return zoneDelegationOf(zone)?.createdIn ?? topLevelStack(zone);
}

/** Whether any stack of the Stage can read the id of the zone as it is. */
export function isReadableAnywhere(zone: IHostedZone): boolean {
  return !Token.isUnresolved(zone.hostedZoneId) || zoneDelegationOf(zone)?.createdIn !== undefined;
}

/** The id of the zone as any stack of the Stage can read it. */
export function readableZoneId(zone: IHostedZone): string {
  if (isReadableAnywhere(zone)) {
    return zone.hostedZoneId;
  }
  return weakReference({
    producer: topLevelStack(zone),
    name: 'HostedZoneId',
    value: zone.hostedZoneId,
    identity: () => [zone.node.path, zone.zoneName],
  });
}
