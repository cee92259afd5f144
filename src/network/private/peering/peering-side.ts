import { CfnRoute, INetworkAcl, NetworkAcl, Subnet } from 'aws-cdk-lib/aws-ec2';
import { Construct, IConstruct } from 'constructs';
import { answersOf, freeNumber, openingOf, pathMtuOf, PeerTraffic, UnnumberedRule } from './peer-rules';
import type { PeerableNetwork } from './peerable';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { childScope } from '../../../core/private/resources/child-scope';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import type { IPeerableNetwork } from '../../i-peerable-network';
import { addRules } from '../tiers/network-acls';
import { CreatedTier } from '../tiers/subnets';

/** One of both networks of a peering, and the place of what the peering adds to it: in the region of the network. */
export class PeeringSide {
  /** Id of the VPC, for any stack. */
  public readonly vpcId: string;

  constructor(
    /** Construct that everything of this side is below. */
    public readonly place: Construct,
    public readonly network: IPeerableNetwork,
    public readonly parts: PeerableNetwork,
  ) {
    this.vpcId = this.seen(network, 'VpcId', network.vpc.vpcId);
  }

  /** The CIDR blocks of tiers. */
  public cidrsOf(tiers: string[]): string[] {
    return this.tiersOf(tiers).flatMap(({ subnets }) => subnets.map(({ cidr }) => cidr));
  }

  /** Adds routes of tiers to ranges of the peer, where there is none yet. */
  public routeTo(ranges: string[], tiers: string[], vpcPeeringConnectionId: string): void {
    const routes = childScope(this.place, 'Routes');
    ranges.forEach((range) => this.parts.peerRanges.add(range));
    for (const subnet of this.tiersOf(tiers).flatMap(({ created }) => created)) {
      const ofSubnet = childScope(routes, subnet.node.id);
      for (const range of ranges.filter((it) => ofSubnet.node.tryFindChild(it) === undefined)) {
        new CfnRoute(ofSubnet, range, {
          routeTableId: this.routeTableIdOf(subnet),
          destinationCidrBlock: range,
          vpcPeeringConnectionId,
        });
      }
    }
  }

  /** Lets connections of the peer in to servers, by the network ACLs, and their answers out. */
  public admit(traffic: PeerTraffic, tiers: string[]): void {
    for (const tier of this.tiersOf(tiers)) {
      const rules = [...openingOf('From', traffic), ...(this.isClosed(tier) ? answersOf('To', traffic) : [])];
      this.add(tier, [...rules, ...this.pathMtu(tier, traffic)]);
    }
  }

  /** Lets connections of clients out to the peer, where the network ACLs do not let everything out. */
  public release(traffic: PeerTraffic, tiers: string[]): void {
    for (const tier of this.tiersOf(tiers).filter((it) => this.isClosed(it))) {
      this.add(tier, [...openingOf('To', traffic), ...answersOf('From', traffic), ...this.pathMtu(tier, traffic)]);
    }
  }

  private tiersOf(names: string[]): CreatedTier[] {
    return this.parts.tiers.filter(({ name }) => names.includes(name));
  }

  /** Whether the network ACL of a tier admits and lets out named ranges alone. */
  private isClosed({ kind }: CreatedTier): boolean {
    return kind === 'isolated' || !this.parts.hasEgress;
  }

  /** Peerings across regions carry smaller packets than a VPC, and say so by ICMP. */
  private pathMtu(tier: CreatedTier, { peerCidr }: PeerTraffic): UnnumberedRule[] {
    return this.isClosed(tier) ? [pathMtuOf(peerCidr)] : [];
  }

  private add(tier: CreatedTier, rules: UnnumberedRule[]): void {
    const { peerRules } = this.parts;
    for (const rule of rules) {
      const known = peerRules.get(tier.name) ?? [];
      if (known.every(({ id }) => id !== rule.id)) {
        const numbered = { ...rule, ruleNumber: freeNumber(rule.id, known) };
        peerRules.set(tier.name, [...known, numbered]);
        addRules(this.networkAclOf(tier), [numbered]);
      }
    }
  }

  private networkAclOf(tier: CreatedTier): INetworkAcl {
    const acls = childScope(this.place, 'NetworkAcls');
    const known = acls.node.tryFindChild(tier.name) as INetworkAcl | undefined;
    return known ?? this.importedAcl(acls, tier);
  }

  private importedAcl(acls: Construct, tier: CreatedTier): INetworkAcl {
    const acl = this.parts.networkAcls[this.parts.tiers.indexOf(tier)];
    const imported = NetworkAcl.fromNetworkAclId(acls, tier.name, this.seen(acl, 'NetworkAclId', acl.networkAclId));
    acknowledge(
      imported,
      'VPC3',
      'A tier admits named subnets of the peer at the ports that are used, beside what its security groups say.',
    );
    return imported;
  }

  private routeTableIdOf(subnet: Subnet): string {
    const routeTable = subnet.node.findChild('RouteTable');
    return this.seen(routeTable, 'RouteTableId', subnet.routeTable.routeTableId);
  }

  /** An id as other stacks read it. Another CIDR block replaces the VPC, and everything in it. */
  private seen(owner: IConstruct, name: string, value: string): string {
    return crossStackValue(owner, { name, value, identity: ({ logicalId }) => [logicalId, this.parts.cidr] });
  }
}
