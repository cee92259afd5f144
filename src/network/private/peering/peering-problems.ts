import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { peerableOf, PeerableNetwork } from './peerable';
import { formatProblem, Problem, problemIf } from '../../../core/private/checks/problems';
import { areDifferent, topLevelStack } from '../../../core/private/stacks/stack-of';
import type { IPeerableNetwork } from '../../i-peerable-network';
import type { NetworkPeeringProps } from '../../network-peering';
import { connectionRules } from '../connection/connection-routes';
import { doOverlap } from '../tiers/cidr';
import { aclProblem, aclRulesOf } from '../tiers/network-acls';
import { PlannedTier } from '../tiers/tier-plan';

/** Networks whose addresses are not known. */
export function unknownNetworkProblem(prop: string, network: IPeerableNetwork): Problem | undefined {
  return problemIf(peerableOf(network) === undefined, {
    code: 'network-peering/addresses-not-known',
    prop,
    value: network.node.path,
    allowed: 'must be a ThreeTierNetwork of this app: of another VPC neither CIDR blocks nor route tables are known',
    fix: 'pass a ThreeTierNetwork, or add an existing peering to the network of this app by `addConnection` and `NetworkConnection.peeringConnection`',
  });
}

/** Networks that cannot be peered, or not from this stack. */
export function placeProblems(peering: Construct, props: NetworkPeeringProps): Array<Problem | undefined> {
  const { network, peerNetwork } = props;
  const home = topLevelStack(peering);
  const [own, other] = [network, peerNetwork].map((it) => Stack.of(it));
  return [
    problemIf(network === peerNetwork, {
      code: 'network-peering/same-network',
      prop: 'peerNetwork',
      value: peerNetwork.node.path,
      allowed: 'must be another network than `network`',
      fix: 'pass the network of the other side',
    }),
    ...[own, other].map((stack, index) =>
      problemIf(Token.isUnresolved(stack.region), {
        code: 'network-peering/no-region',
        prop: index === 0 ? 'network' : 'peerNetwork',
        value: stack.node.path,
        allowed: 'must be in a stack with an explicit region: what each side needs is created in its region',
        fix: "give that stack `env: { region: 'eu-central-1' }`, with its own region",
      }),
    ),
    problemIf(areDifferent(own.account, other.account) || areDifferent(own.account, home.account), {
      code: 'network-peering/other-account',
      prop: 'peerNetwork',
      value: `${other.node.path} in account ${other.account}`,
      allowed: `must be in the account of the stack ${home.node.path} and of 'network', ${own.account}: another account has to accept the peering by a role of its own`,
      fix: 'give networks of one account, or create the peering by hand and add it to each network by `NetworkConnection.peeringConnection`',
    }),
    problemIf(areDifferent(own.region, home.region), {
      code: 'network-peering/other-region',
      prop: 'network',
      value: `${own.node.path} in ${own.region}`,
      allowed: `must be in ${home.region}, the region of the stack ${home.node.path}, which requests the peering`,
      fix: `create the peering in a stack of ${own.region}, or swap 'network' and 'peerNetwork'`,
    }),
  ];
}

/** Addresses that EC2 refuses to peer, networks that are peered already, and tiers that are not in both. */
export function peeringProblems(props: NetworkPeeringProps): Array<Problem | undefined> {
  const [own, other] = [props.network, props.peerNetwork].map((it) => peerableOf(it)!);
  const before = own.peerings.find(({ peer }) => peer === props.peerNetwork);
  return [
    overlapProblem(own, other),
    problemIf(before !== undefined, {
      code: 'network-peering/peered-twice',
      prop: 'peerNetwork',
      value: props.peerNetwork.node.path,
      allowed: `must be a network that 'network' has no peering with: EC2 takes one for two VPCs, and ${before?.path} is it`,
      fix: `use ${before?.path} for both directions: it has methods for each`,
    }),
    ...(before ? [] : [thirdProblem('network', own, other.cidr), thirdProblem('peerNetwork', other, own.cidr)]),
    ...tierProblems('clientTiers', props.clientTiers, [own, other]),
    ...tierProblems('serverTiers', props.serverTiers, [own, other]),
  ];
}

/** Ranges with two routes, and network ACLs with more rules than EC2 takes, once everything is known. */
export function lateProblems(networks: PeerableNetwork[]): string[] {
  return networks.flatMap(lateProblemsOf).flatMap((problem) => (problem ? [formatProblem(problem)] : []));
}

function lateProblemsOf(parts: PeerableNetwork): Array<Problem | undefined> {
  const { tiers, cidr, hasEgress, peerRules, peerRanges } = parts;
  const connections = [...parts.connections.values()];
  const rules = (tier: PlannedTier) => [
    ...aclRulesOf(tier, tiers, cidr, hasEgress),
    ...connections.flatMap((connection) => connectionRules(tier, connection)),
    ...(peerRules.get(tier.name) ?? []),
  ];
  const twice = connections.flatMap(({ ranges }) => ranges.filter((range) => peerRanges.has(range)));
  return [
    ...tiers.filter(({ name }) => peerRules.has(name)).map((tier) => aclProblem(tier, rules(tier), 'peerNetwork')),
    ...twice.map(connectedProblem),
  ];
}

function connectedProblem(range: string): Problem {
  return {
    code: 'network-peering/connected-twice',
    prop: 'ranges',
    value: range,
    allowed: 'must have one route, and a peering of the network has it: EC2 refuses the second',
    fix: 'remove the range from the connection of the network',
  };
}

function overlapProblem(own: PeerableNetwork, other: PeerableNetwork): Problem | undefined {
  const pairs = subnetsOf(own).flatMap((mine) => {
    const theirs = subnetsOf(other).filter(({ cidr }) => doOverlap(mine.cidr, cidr));
    return theirs.map((their) => `${their.name} and ${mine.name}`);
  });
  return problemIf(doOverlap(own.cidr, other.cidr), {
    code: 'network-peering/addresses-overlap',
    prop: 'peerNetwork',
    value: other.cidr,
    allowed: `cannot overlap 'network', ${own.cidr}${pairs.length > 0 ? `, as do ${pairs.join(', ')}` : ''}: EC2 refuses to peer them`,
    fix: 'give the network that is not created yet another `cidr`',
  });
}

function subnetsOf({ tiers }: PeerableNetwork) {
  return tiers.flatMap(({ name, subnets }) =>
    subnets.map(({ cidr, zone }) => ({ cidr, name: `the ${name} subnet ${cidr} in ${zone}` })),
  );
}

/** A third network: routes to both peers would be the same. */
function thirdProblem(prop: string, one: PeerableNetwork, cidr: string): Problem | undefined {
  const third = one.peerings.find((peered) => doOverlap(peered.cidr, cidr));
  return problemIf(third !== undefined, {
    code: 'network-peering/peers-overlap',
    prop,
    value: cidr,
    allowed: `cannot overlap ${third?.cidr}, which ${third?.path} peers with the same network: a packet would have two ways`,
    fix: 'give the network that is not created yet another `cidr`',
  });
}

function tierProblems(prop: string, names: string[] | undefined, networks: PeerableNetwork[]) {
  const known = networks.map(({ tiers }) => tiers.filter(({ kind }) => kind !== 'public').map(({ name }) => name));
  const common = known[0].filter((name) => known[1].includes(name));
  return [
    problemIf(names?.length === 0, {
      code: 'network-peering/no-tiers',
      prop,
      value: [],
      allowed: 'must name one tier at least',
      fix: 'name a tier of both networks, or leave the prop out',
    }),
    ...(names ?? []).map((name) =>
      problemIf(!common.includes(name), {
        code: 'network-peering/unknown-tier',
        prop,
        value: Token.isUnresolved(name) ? 'a token' : name,
        allowed: `must be one of ${common.join(', ')}: tiers of both networks without a route from the internet`,
        fix: 'correct the name, or add the tier to both networks',
      }),
    ),
  ];
}
