import { Construct } from 'constructs';
import { cidrOf } from './attachment-of';
import type { PlannedAttachment } from './attachment-problems';
import { rangeProblem } from './hub-problems';
import { spokeOverlaps, takeRanges } from './hub-ranges';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { doOverlap, isWithin } from '../tiers/cidr';

/** Addresses of a VPC and of what it reaches that would open a way between spokes, or have two. */
export function attachmentRangeProblems(scope: Construct, planned: PlannedAttachment): Array<Problem | undefined> {
  const { hub, spoke, ranges, isHubNetwork } = planned;
  const cidr = cidrOf(spoke);
  const malformed = [
    rangeProblem('network-attachment/not-a-range', 'spoke', cidr),
    ...ranges.map((range) => rangeProblem('network-attachment/not-a-range', 'ranges', range)),
  ];
  if (malformed.some((problem) => problem !== undefined)) return malformed;
  return [
    ...(isHubNetwork ? ofHubNetwork(planned, cidr) : ofSpoke(planned, cidr)),
    ...takeRanges(hub, scope, 'spoke', [cidr]),
  ];
}

function ofSpoke({ hub, ranges }: PlannedAttachment, cidr: string): Array<Problem | undefined> {
  return [
    problemIf(ranges.length === 0, {
      code: 'network-attachment/no-ranges',
      prop: 'ranges',
      value: [],
      allowed: 'must have one CIDR block at least: that of an on-premises network or of a hub network',
      fix: 'name the ranges that the private subnets reach by the hub',
    }),
    problemIf(!hub.spokeRanges.some((range) => isWithin(cidr, range)), {
      code: 'network-attachment/outside-spoke-ranges',
      prop: 'spoke',
      value: cidr,
      allowed: `must be within ${hub.spokeRanges.join(' or ')}: the hub drops what spokes send there, and nothing else`,
      fix: 'give the VPC a block of the `spokeRanges` of the hub before it is created, or add its block to them',
    }),
    ...spokeOverlaps(hub, 'ranges', ranges),
  ];
}

/** A network that all spokes reach, and that reaches them. */
function ofHubNetwork({ hub, ranges }: PlannedAttachment, cidr: string): Array<Problem | undefined> {
  const own = ranges.find((range) => doOverlap(range, cidr));
  return [
    ...spokeOverlaps(hub, 'spoke', [cidr]),
    problemIf(own !== undefined, {
      code: 'network-attachment/range-of-its-own',
      prop: 'ranges',
      value: own,
      allowed: `cannot overlap the VPC, ${cidr}: its local route wins`,
      fix: 'name ranges behind the hub',
    }),
  ];
}
