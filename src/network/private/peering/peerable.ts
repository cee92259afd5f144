import { NetworkAcl } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import type { NetworkConnection } from '../../network-connection';
import { AclRule } from '../tiers/network-acls';
import { CreatedTier } from '../tiers/subnets';

/** What a peering has to know of a network that it connects. */
export interface Peerable {
  readonly cidr: string;
  readonly tiers: CreatedTier[];
  /** Network ACLs, in the order of the tiers. */
  readonly networkAcls: NetworkAcl[];
  /** Whether the network ACLs of tiers with egress admit answers from everywhere. */
  readonly hasEgress: boolean;
  /** Number of NAT gateways: without any, tasks reach no service of AWS in another region. */
  readonly natGateways: number;
  /** Connections that were added to the network itself. */
  readonly connections: ReadonlyMap<string, NetworkConnection>;
}

/** A peering of a network, with the other side. */
export interface Peered {
  readonly path: string;
  readonly peer: IConstruct;
  readonly cidr: string;
}

/** A network with its peerings, and what these have added: rules of network ACLs by the name of the tier, and ranges with routes. */
export interface PeerableNetwork extends Peerable {
  readonly peerings: Peered[];
  readonly peerRules: Map<string, AclRule[]>;
  readonly peerRanges: Set<string>;
}

// A registered symbol, so that two copies of this package in one app read each other's statements.
const STATEMENT = Symbol.for('rl-bank-constructs.network.peerable');

/** Records what peerings have to know of a network. */
export function recordPeerable(network: IConstruct, peerable: Peerable): void {
  const statement: PeerableNetwork = { ...peerable, peerings: [], peerRules: new Map(), peerRanges: new Set() };
  Object.defineProperty(network, STATEMENT, { value: statement });
}

/** What peerings have to know of a network; `undefined` for one whose addresses are not known. */
export function peerableOf(network: IConstruct): PeerableNetwork | undefined {
  return (network as { [STATEMENT]?: PeerableNetwork })[STATEMENT];
}
