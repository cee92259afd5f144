import { Token } from 'aws-cdk-lib';
import { beginsAtItsAddress, doOverlap, isReserved, isWithin, prefixOf } from './cidr';
import { PlannedSubnet, PlannedTier, TIERS } from './tier-plan';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isCidr, matches } from '../../../core/private/checks/values';
import type { ThreeTierNetworkProps } from '../../three-tier-network';

/** CIDR blocks that EC2 refuses, and names of tiers that are taken. */
export function cidrProblems(props: ThreeTierNetworkProps): Array<Problem | undefined> {
  const { cidr, publicCidr, appCidr, dataCidr, additionalTiers = [] } = props;
  return [
    blockProblem('cidr', cidr) ?? reservedProblem(cidr),
    ...Object.entries({ publicCidr, appCidr, dataCidr }).map(([prop, value]) => {
      return value === undefined ? undefined : blockProblem(prop, value);
    }),
    ...additionalTiers.map((tier) => blockProblem('additionalTiers.cidr', tier.cidr)),
    ...additionalTiers.map(({ name }, index) => nameProblem(name, additionalTiers.slice(0, index))),
  ];
}

/** Subnets outside of the VPC, and tiers that overlap in the given zones. */
export function planProblems(cidr: string, tiers: PlannedTier[]): Array<Problem | undefined> {
  const outside = tiers.flatMap((tier) => tier.subnets.map((subnet) => outsideProblem(cidr, tier, subnet)));
  const pairs = tiers.flatMap((tier, index) => tiers.slice(0, index).map((earlier) => overlapProblem(tier, earlier)));
  return [...outside, ...pairs];
}

function blockProblem(prop: string, cidr: string): Problem | undefined {
  const isBlock = isCidr(cidr) && prefixOf(cidr) >= 16 && prefixOf(cidr) <= 28 && beginsAtItsAddress(cidr);
  return problemIf(!isBlock, {
    code: 'three-tier-network/not-a-block',
    prop,
    value: shown(cidr),
    allowed: 'must be an IPv4 CIDR block of /16 to /28 that begins at its address; IPv6 is not supported',
    fix: `write it like "10.0.0.0/${prop === 'cidr' ? 16 : 24}"`,
  });
}

/** EC2 refuses it as the block of a VPC. */
function reservedProblem(cidr: string): Problem | undefined {
  return problemIf(isReserved(cidr), {
    code: 'three-tier-network/reserved-block',
    prop: 'cidr',
    value: cidr,
    allowed: 'cannot be in 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 or above 224.0.0.0: no network has these addresses',
    fix: 'choose a private block, like "10.0.0.0/16"',
  });
}

/** A token as a problem: subnets are computed from the text. */
function shown(value: string): string {
  return Token.isUnresolved(value) ? 'a token' : value;
}

function nameProblem(name: string, earlier: Array<{ readonly name: string }>): Problem | undefined {
  const isTaken = [...TIERS, ...earlier.map((tier) => tier.name)].includes(name);
  return problemIf(isTaken || !matches(/^[A-Z][A-Za-z]*$/, name) || name.includes('Subnet'), {
    code: 'three-tier-network/not-a-tier-name',
    prop: 'additionalTiers.name',
    value: shown(name),
    allowed: `must be letters in PascalCase, without "Subnet", and not the name of another tier (${TIERS.join(', ')})`,
    fix: 'choose a name of its own, such as "Batch"',
  });
}

function outsideProblem(cidr: string, tier: PlannedTier, subnet: PlannedSubnet): Problem | undefined {
  return problemIf(!isWithin(subnet.cidr, cidr), {
    code: 'three-tier-network/outside-the-vpc',
    prop: tier.prop,
    value: subnet.cidr,
    allowed: `must be within ${cidr}, the VPC: it is the ${tier.name} subnet of ${subnet.zone}`,
    fix: `choose a block of the VPC for zone a of the tier, with room for the other zones after it`,
  });
}

function overlapProblem(tier: PlannedTier, earlier: PlannedTier): Problem | undefined {
  const pairs = tier.subnets.flatMap((one) => {
    return earlier.subnets.filter(({ cidr }) => doOverlap(one.cidr, cidr)).map((other) => [one, other]);
  });
  return problemIf(pairs.length > 0, {
    code: 'three-tier-network/tiers-overlap',
    prop: tier.prop,
    value: [...new Set(pairs.map(([one]) => one.cidr))],
    allowed: `cannot overlap the ${earlier.name} tier: ${pairs.map(overlapText(tier, earlier)).join(', ')}`,
    fix: 'leave room for each zone after the block of zone a, or use fewer zones',
  });
}

function overlapText(tier: PlannedTier, earlier: PlannedTier) {
  return ([one, other]: PlannedSubnet[]) => {
    return `${one.cidr} (${tier.name}, ${one.zone}) overlaps ${other.cidr} (${earlier.name}, ${other.zone})`;
  };
}
