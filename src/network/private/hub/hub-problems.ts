import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isCidr, isWhole, matches } from '../../../core/private/checks/values';
import { ACCOUNT_ID, REGION } from '../../../core/private/formats/environment';
import type { NetworkHubAttributes } from '../../network-hub-attributes';
import { beginsAtItsAddress, doOverlap, isReserved } from '../tiers/cidr';

/** What a hub cannot be made from. */
export function hubProblems(props: {
  organizationArn: string;
  spokeRanges: string[];
  amazonSideAsn?: number;
}): Array<Problem | undefined> {
  const { organizationArn, spokeRanges, amazonSideAsn } = props;
  const isOrganization = /^arn:aws[a-z-]*:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}$/;
  return [
    problemIf(!Token.isUnresolved(organizationArn) && !isOrganization.test(organizationArn), {
      code: 'network-hub/organization-arn',
      prop: 'organizationArn',
      value: organizationArn,
      allowed: 'must be the ARN of an organization: the share of the transit gateway names it',
      fix: 'copy it from `aws organizations describe-organization`',
    }),
    asnProblem('amazonSideAsn', amazonSideAsn),
    ...spokeRangeProblems(spokeRanges),
  ];
}

/** Ids of a hub that EC2 would refuse, once the stack of a spoke is deployed. */
export function attributeProblems(attributes: NetworkHubAttributes): Array<Problem | undefined> {
  const { transitGatewayId, spokeRouteTableId, hubRouteTableId, hubAccount, hubRegion } = attributes;
  const formats: Array<[string, string, RegExp, string]> = [
    ['transitGatewayId', transitGatewayId, /^tgw-(?!rtb-|attach-)[0-9a-f]{8,17}$/, 'tgw-0123456789abcdef0'],
    ['spokeRouteTableId', spokeRouteTableId, /^tgw-rtb-[0-9a-f]{8,17}$/, 'tgw-rtb-0123456789abcdef0'],
    ['hubRouteTableId', hubRouteTableId, /^tgw-rtb-[0-9a-f]{8,17}$/, 'tgw-rtb-0123456789abcdef1'],
    ['hubAccount', hubAccount, ACCOUNT_ID, '100000000003'],
    ['hubRegion', hubRegion, REGION, 'us-east-1'],
  ];
  return [
    ...formats.map(([prop, value, format, example]) =>
      problemIf(!matches(format, value), {
        code: 'network-hub/not-an-id',
        prop,
        value: Token.isUnresolved(value) ? 'a token' : value,
        allowed: `must be like ${example}, known at synthesis`,
        fix: 'copy it from the outputs of the stack of the hub',
      }),
    ),
    problemIf(spokeRouteTableId === hubRouteTableId, {
      code: 'network-hub/one-route-table',
      prop: 'hubRouteTableId',
      value: hubRouteTableId,
      allowed: 'must be another route table than that of the spokes: in one table they would reach each other',
      fix: 'copy both ids from the outputs of the stack of the hub',
    }),
    ...spokeRangeProblems(attributes.spokeRanges),
  ];
}

/** Private autonomous system numbers, which are what AWS takes on its side. */
export function asnProblem(prop: string, asn: number | undefined): Problem | undefined {
  const isPrivate = asn === undefined || isWhole(asn, 64512, 65534) || isWhole(asn, 4200000000, 4294967294);
  return problemIf(!isPrivate, {
    code: 'network-hub/not-a-private-asn',
    prop,
    value: asn,
    allowed: 'must be a private autonomous system number: 64512 to 65534, or 4200000000 to 4294967294',
    fix: 'choose one that no router of the company has',
  });
}

/** A token is refused: whether ranges overlap would show after the deployment, as packets that get lost. */
export function rangeProblem(code: string, prop: string, range: string): Problem | undefined {
  const isRange = isCidr(range) && beginsAtItsAddress(range) && !isReserved(range);
  return problemIf(!isRange, {
    code,
    prop,
    value: Token.isUnresolved(range) ? 'a token' : range,
    allowed: 'must be an IPv4 CIDR block that begins at its address, known at synthesis, and not of everything',
    fix: 'write it like "10.64.0.0/10"',
  });
}

function spokeRangeProblems(ranges: string[]): Array<Problem | undefined> {
  const malformed = ranges.map((range) => rangeProblem('network-hub/not-a-range', 'spokeRanges', range));
  const isSound = malformed.every((problem) => problem === undefined);
  return [
    problemIf(ranges.length === 0, {
      code: 'network-hub/no-spoke-ranges',
      prop: 'spokeRanges',
      value: [],
      allowed: 'must have one CIDR block at least: the route table of the spokes drops what is addressed to them',
      fix: 'name the blocks that have the addresses of the VPCs of products',
    }),
    ...malformed,
    ...(isSound ? pairsOf([...new Set(ranges)]) : []).map(([one, other]) =>
      problemIf(doOverlap(one, other), {
        code: 'network-hub/spoke-ranges-overlap',
        prop: 'spokeRanges',
        value: other,
        allowed: `cannot overlap ${one}`,
        fix: 'name the wider block alone',
      }),
    ),
  ];
}

function pairsOf(ranges: string[]): Array<[string, string]> {
  return ranges.flatMap((one, index) => ranges.slice(index + 1).map((other): [string, string] => [one, other]));
}
