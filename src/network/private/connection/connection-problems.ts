import { Token } from 'aws-cdk-lib';
import { ruleNumberOf } from './connection-routes';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isCidr } from '../../../core/private/checks/values';
import type { NetworkConnection } from '../../network-connection';
import { beginsAtItsAddress, doOverlap, prefixOf } from '../tiers/cidr';
import { PlannedTier } from '../tiers/tier-plan';

const PREFIXES = { virtualPrivateGateway: 'vgw-', transitGateway: 'tgw-', peeringConnection: 'pcx-' };

/** The network that a connection is added to. */
export interface Connected {
  readonly cidr: string;
  readonly tiers: PlannedTier[];
  /** Connections that it has, by their ids. */
  readonly connections: ReadonlyMap<string, NetworkConnection>;
}

/** Targets that EC2 refuses, and ranges that no route can lead to. */
export function connectionProblems(connected: Connected, added: NetworkConnection): Array<Problem | undefined> {
  const malformed = added.ranges.map(rangeProblem);
  return [
    targetProblem(added),
    secondProblem(connected, added),
    problemIf(added.ranges.length === 0, {
      code: 'network-connection/no-ranges',
      prop: 'ranges',
      value: [],
      allowed: 'must have one CIDR block at least',
      fix: 'name the ranges of the other network that the app tier exchanges packets with',
    }),
    ...malformed,
    ...added.ranges
      .filter((_, index) => malformed[index] === undefined)
      .flatMap((range) => [
        overlapProblem(connected, range),
        routedProblem(connected, range),
        numberProblem(connected, added, range),
      ]),
  ];
}

function targetProblem({ _kind, targetId }: NetworkConnection): Problem | undefined {
  const prefix = PREFIXES[_kind];
  return problemIf(!Token.isUnresolved(targetId) && !(targetId.startsWith(prefix) && targetId.length > prefix.length), {
    code: 'network-connection/not-an-id',
    prop: `${_kind}Id`,
    value: targetId,
    allowed: `must begin with "${prefix}"`,
    fix: 'copy the id of the gateway or of the peering connection',
  });
}

/** A VPC has one virtual private gateway, and one attachment to a transit gateway. */
function secondProblem({ connections }: Connected, { _kind, targetId }: NetworkConnection): Problem | undefined {
  const others = [...connections].filter(([, other]) => {
    return other._kind === _kind && (_kind === 'virtualPrivateGateway' || other.targetId === targetId);
  });
  return problemIf(others.length > 0, {
    code: 'network-connection/second-connection',
    prop: `${_kind}Id`,
    value: targetId,
    allowed: `must be one that the VPC is not connected to: "${others[0]?.[0]}" has it, or is another gateway of the kind that a VPC has one of`,
    fix: 'pass all ranges to one connection',
  });
}

/** A token is refused: whether it overlaps would show after the deployment, as packets that get lost. */
function rangeProblem(range: string): Problem | undefined {
  const isRange = isCidr(range) && prefixOf(range) >= 1 && beginsAtItsAddress(range);
  return problemIf(!isRange, {
    code: 'network-connection/not-a-range',
    prop: 'ranges',
    value: Token.isUnresolved(range) ? 'a token' : range,
    allowed: 'must be an IPv4 CIDR block that begins at its address, and not of everything',
    fix: 'write it like "192.168.10.0/24"',
  });
}

/** The local route of the VPC wins over each other route: packets to the range would stay inside. */
function overlapProblem({ cidr, tiers }: Connected, range: string): Problem | undefined {
  const subnets = tiers.flatMap((tier) => tier.subnets.map((subnet) => ({ tier, ...subnet })));
  const pairs = subnets
    .filter((subnet) => doOverlap(range, subnet.cidr))
    .map((subnet) => `the ${subnet.tier.name} subnet ${subnet.cidr} in ${subnet.zone}`);
  return problemIf(doOverlap(range, cidr), {
    code: 'network-connection/range-overlaps',
    prop: 'ranges',
    value: range,
    allowed: `cannot overlap ${pairs.length > 0 ? pairs.join(', ') : `the VPC, ${cidr}`}: the local route of the VPC wins, and no packet would leave it`,
    fix: 'change the addresses of the other network, choose another `cidr` for the VPC before it is created, or translate addresses by a private NAT gateway',
  });
}

function routedProblem({ connections }: Connected, range: string): Problem | undefined {
  const other = [...connections].find(([, connection]) => connection.ranges.includes(range));
  return problemIf(other !== undefined, {
    code: 'network-connection/range-twice',
    prop: 'ranges',
    value: range,
    allowed: `must be in one connection, and "${other?.[0]}" has a route to it`,
    fix: 'remove it from one of both',
  });
}

/** Rules of two ranges with one number, of 20,000: EC2 would refuse the second. */
function numberProblem({ connections }: Connected, added: NetworkConnection, range: string): Problem | undefined {
  const others = [...connections.values(), added].flatMap(({ ranges }) => ranges).filter((other) => other !== range);
  const taken = others.find((other) => ruleNumberOf(other) === ruleNumberOf(range));
  return problemIf(taken !== undefined, {
    code: 'network-connection/rule-number-taken',
    prop: 'ranges',
    value: range,
    allowed: `must have a rule number of its own in the network ACLs, and ${taken} has its number, ${ruleNumberOf(range)}`,
    fix: 'split one of both ranges into its halves',
  });
}
