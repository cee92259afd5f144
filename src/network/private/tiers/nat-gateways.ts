import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnEIP, PrivateSubnet, PublicSubnet } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { CreatedTier, named } from './subnets';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';
import type { NetworkEgress } from '../../network-egress';

/** A NAT gateway and its address. */
export interface NatGateway {
  /** Number of its zone. */
  readonly number: number;
  /** Id for any stack: alarms must not block its replacement. */
  readonly natGatewayId: string;
  /** Id for the stack of the network. */
  readonly ref: string;
  readonly address: CfnEIP;
}

/** The zones with a NAT gateway: none, the first that is given, or all. */
export function natGatewayZones({ _kind }: NetworkEgress, zones: string[]): string[] {
  const counts: Record<string, number> = { 'natGatewayPerZone()': zones.length, 'singleNatGateway()': 1 };
  return zones.slice(0, counts[_kind] ?? 0);
}

/** NAT gateways in the public subnets of these zones, each with an Elastic IP address. */
export function natGatewaysOf(
  network: Construct,
  tier: CreatedTier<PublicSubnet>,
  zones: string[],
  removalPolicy: RemovalPolicy,
): NatGateway[] {
  const chosen = tier.subnets.map((it, index) => ({ ...it, subnet: tier.created[index] }));
  return chosen
    .filter(({ zone }) => zones.includes(zone))
    .map(({ number, zone, cidr, subnet }) => {
      const address = named(network, new CfnEIP(subnet, 'NatAddress', { domain: 'vpc' }));
      address.applyRemovalPolicy(removalPolicy);
      const gateway = subnet.addNatGateway(address.attrAllocationId);
      const natGatewayId = weakReference({
        ...{ producer: topLevelStack(network), name: 'NatGatewayId', value: gateway.ref },
        identity: () => [gateway.logicalId, zone, cidr],
      });
      return { number, natGatewayId, ref: gateway.ref, address };
    });
}

/** Default routes of the tiers with egress, to the gateway of the zone or to the only one. */
export function routeByNat(tiers: CreatedTier<PrivateSubnet>[], gateways: NatGateway[]): void {
  for (const { subnets, created } of tiers.filter(({ kind }) => kind === 'egress')) {
    subnets.forEach(({ number }, index) => {
      const gateway = gateways.find((it) => it.number === number) ?? gateways.at(0);
      if (gateway) {
        created[index].addDefaultNatRoute(gateway.ref);
      }
    });
  }
}

/** Public IP address of a gateway, for any stack. */
export function natGatewayAddress({ address }: NatGateway): string {
  return weakReference({
    ...{ producer: topLevelStack(address), name: 'NatAddress', value: address.attrPublicIp },
    identity: () => [address.logicalId],
  });
}
