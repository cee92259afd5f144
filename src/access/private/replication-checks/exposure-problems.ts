import { Stack, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isCidr, matches } from '../../../core/private/checks/values';
import { areInOnePartition, isOutsidePartitionAws } from '../../../core/private/stacks/stack-of';
import type { ReplicationExposure } from '../../replication-exposure';

/** Quota of a security group, in rules. */
const MOST_RANGES = 60;

/** The widest block that still names a client: 65,536 addresses. */
const LEAST_BITS = 16;

/** Blocks that no client on the internet has: https://www.iana.org/assignments/iana-ipv4-special-registry */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
].concat('192.168.0.0/16', '224.0.0.0/3');

const PRINCIPAL = /^arn:aws[\w-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]+)$/;

/** Problems of the clients that an endpoint admits. */
export function exposureProblems(stack: Stack, exposure: ReplicationExposure): Array<Problem | undefined> {
  return exposure.isPublic ? rangeProblems(exposure.addressRanges) : privateLinkProblems(stack, exposure);
}

function privateLinkProblems(
  { region }: Stack,
  { allowedPrincipals, allowedRegions }: ReplicationExposure,
): Array<Problem | undefined> {
  return [
    problemIf(allowedPrincipals.length === 0, {
      code: 'replication-endpoint/no-principals',
      prop: 'exposure.allowedPrincipals',
      value: [],
      allowed: 'must be one principal at least, or no endpoint could be created',
      fix: 'pass the ARN that the sync service names, such as "arn:aws:iam::131569880293:root" of PowerSync Cloud',
    }),
    ...known(allowedPrincipals).map((principal) =>
      problemIf(!matches(PRINCIPAL, principal) || !isOfPartition(principal, region), {
        code: 'replication-endpoint/not-a-principal',
        prop: 'exposure.allowedPrincipals',
        value: principal,
        allowed:
          'must be the ARN of an account, a role or a user in the partition of the stack, without wildcards: "*" is every account of AWS',
        fix: 'write it like "arn:aws:iam::123456789012:root"',
      }),
    ),
    ...known(allowedRegions).map((other) =>
      problemIf(!matches(/^[a-z]{2,4}(-[a-z]+)+-\d+$/, other) || !areInOnePartition(other, region), {
        code: 'replication-endpoint/not-a-region',
        prop: 'exposure.allowedRegions',
        value: other,
        allowed: 'must be the name of a region, in the partition of the stack',
        fix: 'write it like "eu-west-1"',
      }),
    ),
  ];
}

function isOfPartition(principal: string, region: string): boolean {
  return Token.isUnresolved(region) || principal.startsWith('arn:aws:') !== isOutsidePartitionAws(region);
}

function rangeProblems(ranges: string[]): Array<Problem | undefined> {
  if (Token.isUnresolved(ranges)) {
    return [
      {
        code: 'replication-endpoint/late-ranges',
        prop: 'exposure',
        value: 'a list that only CloudFormation knows',
        allowed: 'must be known at synthesis, since each range is a rule of its own',
        fix: 'write the ranges out',
      },
    ];
  }
  return [
    problemIf(ranges.length < 1 || ranges.length > MOST_RANGES, {
      code: 'replication-endpoint/number-of-ranges',
      prop: 'exposure',
      value: `${ranges.length} ranges`,
      allowed: `must be 1 to ${MOST_RANGES} ranges, each a rule of a security group`,
      fix: 'name the addresses of the sync service',
    }),
    ...known(ranges).flatMap((range) => [
      problemIf(!isBlock(range), {
        code: 'replication-endpoint/not-a-range',
        prop: 'exposure',
        value: range,
        allowed:
          'must be an IPv4 CIDR block that begins at its first address: the load balancer has no IPv6 addresses, and EC2 refuses a block that is there twice',
        fix: 'write it like "203.0.113.0/24", a single address with "/32"',
      }),
      ...(isBlock(range) ? blockProblems(range) : []),
    ]),
  ];
}

function blockProblems(range: string): Array<Problem | undefined> {
  const isWide = bitsOf(range) < LEAST_BITS;
  return [
    problemIf(isWide, {
      code: 'replication-endpoint/range-too-wide',
      prop: 'exposure',
      value: range,
      allowed: `must be /${LEAST_BITS} or narrower: the port of the database is on the internet for all of it`,
      fix: 'name the addresses of the sync service, each with "/32"',
    }),
    problemIf(!isWide && NOT_PUBLIC.some((block) => contains(block, range)), {
      code: 'replication-endpoint/range-not-public',
      prop: 'exposure',
      value: range,
      allowed: 'must be addresses of the internet, which these are not',
      fix: 'pass the addresses that the sync service connects from, or use ReplicationExposure.privateLink()',
    }),
  ];
}

/** EC2 stores `203.0.113.7/24` as `203.0.113.0/24`. */
function isBlock(range: string): boolean {
  return matches(/./, range) && isCidr(range) && numberOf(range) % 2 ** (32 - bitsOf(range)) === 0;
}

function contains(block: string, range: string): boolean {
  const bits = bitsOf(block);
  const start = (of: string) => Math.floor(numberOf(of) / 2 ** (32 - bits));
  return bitsOf(range) >= bits && start(block) === start(range);
}

function numberOf(range: string): number {
  return range
    .split('/')[0]
    .split('.')
    .reduce((sum, part) => sum * 256 + Number(part), 0);
}

function bitsOf(range: string): number {
  return Number(range.split('/')[1]);
}

function known(texts: string[]): string[] {
  return Token.isUnresolved(texts) ? [] : texts.filter((text) => !Token.isUnresolved(text));
}
