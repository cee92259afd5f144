import { blockAfter, blockIn } from './cidr';
import type { ThreeTierNetworkProps } from '../../three-tier-network';

/** What a tier is for, which decides its routes and its network ACL. */
export type TierKind = 'public' | 'egress' | 'isolated';

/** A subnet before it is created. */
export interface PlannedSubnet {
  readonly zone: string;
  /** Number of the zone by its letter: 1 for `a`. It does not change with other zones, and so do id and CIDR. */
  readonly number: number;
  readonly cidr: string;
}

/** A tier before it is created. */
export interface PlannedTier {
  readonly name: string;
  /** Prop that the addresses are from. */
  readonly prop: string;
  readonly kind: TierKind;
  readonly subnets: PlannedSubnet[];
}

/** Names of the tiers that each network has. */
export const TIERS = ['Public', 'App', 'Data'];

/** Steps of /24 from the first address of the VPC to those of the tiers: ten zones fit before the next tier. */
const STEPS = { publicCidr: 0, appCidr: 10, dataCidr: 20 };

/** The tiers with their subnets. A CIDR depends on the tier and the letter of the zone alone. */
export function plannedTiers(props: ThreeTierNetworkProps, zones: string[]): PlannedTier[] {
  const tier = (name: string, kind: TierKind, prop: string, cidr: string) => {
    return { name, kind, prop, subnets: zones.map((zone) => plannedSubnet(zone, cidr)) };
  };
  const main = (name: string, kind: TierKind, prop: keyof typeof STEPS) => {
    return tier(name, kind, prop, props[prop] ?? blockIn(props.cidr, 24, STEPS[prop]));
  };
  return [
    main('Public', 'public', 'publicCidr'),
    main('App', 'egress', 'appCidr'),
    main('Data', 'isolated', 'dataCidr'),
    ...(props.additionalTiers ?? []).map(({ name, cidr, egress }) => {
      return tier(name, egress ? 'egress' : 'isolated', 'additionalTiers', cidr);
    }),
  ];
}

function plannedSubnet(zone: string, cidrOfZoneA: string): PlannedSubnet {
  const step = zone.charCodeAt(zone.length - 1) - 'a'.charCodeAt(0);
  return { zone, number: step + 1, cidr: blockAfter(cidrOfZoneA, step) };
}
