import {
  AclCidr,
  AclTraffic,
  INetworkAcl,
  IVpc,
  NetworkAcl,
  SubnetNetworkAclAssociation,
  TrafficDirection,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { smallestSubnetsBetween } from './cidr';
import { CreatedTier } from './subnets';
import { PlannedTier } from './tier-plan';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { acknowledge } from '../../../core/private/resources/acknowledge';

/** One rule of a network ACL, which allows traffic. */
export interface AclRule {
  /** Id of the entry within the network ACL. */
  readonly id: string;
  readonly ruleNumber: number;
  readonly direction: TrafficDirection;
  readonly cidr: string;
  readonly traffic: AclTraffic;
}

const { INGRESS, EGRESS } = TrafficDirection;
const ANYWHERE = '0.0.0.0/0';
const ALL = AclTraffic.allTraffic();
const ALL_TCP = AclTraffic.tcpPortRange(0, 65535);
/** Ports that clients, load balancers and NAT gateways send from, and so answers arrive at: an ACL has no state. */
export const ANSWERS_TCP = AclTraffic.tcpPortRange(1024, 65535);
const ANSWERS_UDP = AclTraffic.udpPortRange(1024, 65535);
/** "Fragmentation needed", without which large packets get lost on some paths. */
export const PATH_MTU = AclTraffic.icmp({ type: 3, code: 4 });

/** EC2 takes 20 rules a direction, of which one is the rule that denies everything else. */
const MOST_RULES = 20;

/** The rules of a tier. */
export function aclRulesOf(tier: PlannedTier, tiers: PlannedTier[], vpcCidr: string, hasEgress: boolean): AclRule[] {
  const from = (one: PlannedTier, direction: TrafficDirection, traffic: AclTraffic): AclRule[] => {
    return one.subnets.map(({ number, cidr }) => ({
      id: `${direction === INGRESS ? 'From' : 'To'}${one.name}${number}`,
      ruleNumber: 1000 + smallestSubnetsBetween(vpcCidr, cidr), // of this subnet alone, whatever is added beside it
      ...{ direction, cidr, traffic },
    }));
  };
  const withEgress = tiers.filter(({ kind }) => kind === 'egress');
  switch (tier.kind) {
    case 'public':
      return [...publicRules(), ...withEgress.flatMap((app) => from(app, INGRESS, ALL))];
    case 'egress':
      return [
        ...answers(hasEgress ? ANYWHERE : vpcCidr),
        rule('ToAnywhere', 100, EGRESS, hasEgress ? ANYWHERE : vpcCidr, ALL),
        ...from(tiers[0], INGRESS, ALL_TCP),
        ...withEgress.flatMap((app) => from(app, INGRESS, ALL)),
      ];
    case 'isolated':
      return [
        ...withEgress.flatMap((app) => [...from(app, INGRESS, ALL_TCP), ...from(app, EGRESS, ANSWERS_TCP)]),
        ...[INGRESS, EGRESS].flatMap((direction) => from(tier, direction, ALL)),
      ];
  }
}

/** Rules for a range outside of the VPC that a tier has routes to. */
export function rangeRules(tier: PlannedTier, cidr: string, ruleNumber: number): AclRule[] {
  const isIsolated = tier.kind === 'isolated';
  return [
    rule(`From${cidr}`, ruleNumber, INGRESS, cidr, isIsolated ? ALL_TCP : ALL),
    rule(`To${cidr}`, ruleNumber, EGRESS, cidr, isIsolated ? ANSWERS_TCP : ALL),
  ];
}

/** Creates the network ACL of a tier. */
export function networkAclOf(scope: Construct, vpc: IVpc, tier: CreatedTier, rules: AclRule[]): NetworkAcl {
  const networkAcl = new NetworkAcl(scope, tier.name, { vpc });
  acknowledge(networkAcl, 'VPC3', 'A tier admits the tier before it alone, beside what its security groups say.');
  for (const subnet of tier.created) {
    new SubnetNetworkAclAssociation(networkAcl, subnet.node.id, { networkAcl, subnet });
  }
  addRules(networkAcl, rules);
  return networkAcl;
}

/** Adds rules to a network ACL. */
export function addRules(acl: INetworkAcl, rules: AclRule[]): void {
  rules.forEach(({ id, cidr, ...entry }) => acl.addEntry(id, { ...entry, cidr: AclCidr.ipv4(cidr) }));
}

/** More rules than EC2 takes. */
export function aclProblem(tier: PlannedTier, rules: AclRule[], prop: string = tier.prop): Problem | undefined {
  const counts = [INGRESS, EGRESS].map((asked) => rules.filter(({ direction }) => direction === asked).length);
  const most = Math.max(...counts);
  return problemIf(most >= MOST_RULES, {
    code: 'three-tier-network/too-many-acl-rules',
    prop,
    value: `${most} rules in the network ACL of the ${tier.name} tier`,
    allowed: `must be ${MOST_RULES - 1} at most in each direction, one for each subnet and range that it admits`,
    fix: 'use fewer zones, fewer additional tiers with egress, or larger ranges',
  });
}

function publicRules(): AclRule[] {
  return [
    ...answers(ANYWHERE),
    rule('Http', 200, INGRESS, ANYWHERE, AclTraffic.tcpPort(80)),
    rule('Https', 210, INGRESS, ANYWHERE, AclTraffic.tcpPort(443)),
    rule('ToAnywhere', 100, EGRESS, ANYWHERE, ALL),
  ];
}

function answers(cidr: string): AclRule[] {
  return [
    rule('AnswersTcp', 100, INGRESS, cidr, ANSWERS_TCP),
    rule('AnswersUdp', 110, INGRESS, cidr, ANSWERS_UDP),
    rule('PathMtu', 120, INGRESS, cidr, PATH_MTU),
  ];
}

function rule(id: string, ruleNumber: number, direction: TrafficDirection, cidr: string, traffic: AclTraffic): AclRule {
  return { id, ruleNumber, direction, cidr, traffic };
}
