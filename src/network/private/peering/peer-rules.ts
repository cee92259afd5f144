import { createHash } from 'node:crypto';
import { AclTraffic, TrafficDirection } from 'aws-cdk-lib/aws-ec2';
import { AclRule, ANSWERS_TCP, PATH_MTU } from '../tiers/network-acls';

/** A rule of a network ACL before it has its number. */
export type UnnumberedRule = Omit<AclRule, 'ruleNumber'>;

/** TCP ports, one or a range of them. */
export interface TcpPorts {
  readonly from: number;
  readonly to: number;
}

/** Connections between ranges of the peer and ports of a server, on either side. */
export interface PeerTraffic {
  /** Ranges of the peer. */
  readonly ranges: string[];
  /** CIDR block of the peer's VPC. */
  readonly peerCidr: string;
  /** Ports of the server. */
  readonly ports: TcpPorts;
}

type Way = 'From' | 'To';

/** Numbers of the rules of peerings: behind those of the network's own subnets, and before those of its connections. */
const FIRST_NUMBER = 6000;
const NUMBERS = 4000;

/** The rules for packets to the ports of a server. */
export function openingOf(way: Way, { ranges, ports: { from, to } }: PeerTraffic): UnnumberedRule[] {
  return ranges.map((cidr) => ruleOf(way, cidr, `${from}-${to}`, AclTraffic.tcpPortRange(from, to)));
}

/** The rules for its answers. */
export function answersOf(way: Way, { ranges }: PeerTraffic): UnnumberedRule[] {
  return ranges.map((cidr) => ruleOf(way, cidr, 'Answers', ANSWERS_TCP));
}

/** The rule for "fragmentation needed" about packets to the peer. */
export function pathMtuOf(peerCidr: string): UnnumberedRule {
  return ruleOf('From', peerCidr, 'PathMtu', PATH_MTU);
}

/**
 * The number of a rule by its hash, or the next that is free: one by its place in a list would change with each other rule,
 * and EC2 would refuse it as taken. All rules allow, so their order means nothing.
 */
export function freeNumber(id: string, known: AclRule[]): number {
  const taken = new Set(known.map(({ ruleNumber }) => ruleNumber));
  const hash = createHash('sha256').update(id).digest().readUInt32BE(0);
  let step = hash % NUMBERS;
  while (taken.has(FIRST_NUMBER + step)) {
    step = (step + 1) % NUMBERS;
  }
  return FIRST_NUMBER + step;
}

function ruleOf(way: Way, cidr: string, what: string, traffic: AclTraffic): UnnumberedRule {
  const direction = way === 'From' ? TrafficDirection.INGRESS : TrafficDirection.EGRESS;
  return { id: `${way}${cidr}:${what}`, direction, cidr, traffic };
}
