import { Stack, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { literalOrUndefined, matches } from '../../../core/private/checks/values';

/** Letters of the zones, where they are not a, b and c. */
const LETTERS: Record<string, string> = { 'ca-central-1': 'abd', 'ap-northeast-1': 'acd' };

/** Letters that no account has in a region. An old account may have ap-northeast-1b. */
const MISSING: Record<string, string> = { 'ca-central-1': 'c' };

/** Regions where each account has two of three letters. */
const OF_THE_ACCOUNT = ['us-west-1'];

/** The given zones, or three of the region of the stack; none where they are not known. Nothing is looked up. */
export function zonesOf(stack: Stack, given: string[] | undefined): string[] {
  const region = literalOrUndefined(stack.region);
  if (given || region === undefined || OF_THE_ACCOUNT.includes(region)) {
    return given ?? [];
  }
  return [...(LETTERS[region] ?? 'abc')].map((letter) => `${region}${letter}`);
}

/** Zones that EC2 refuses, or with which one lost zone is an outage. */
export function zoneProblems(stack: Stack, given: string[] | undefined): Array<Problem | undefined> {
  if (given === undefined) {
    return [unknownZonesProblem(stack)];
  }
  const region = literalOrUndefined(stack.region) ?? given.find((zone) => !Token.isUnresolved(zone))?.slice(0, -1);
  return [
    problemIf(new Set(given).size < 2, {
      code: 'three-tier-network/too-few-zones',
      prop: 'availabilityZones',
      value: given,
      allowed: 'must be two different Availability Zones at least: load balancers and databases take no fewer',
      fix: 'add a zone',
    }),
    problemIf(new Set(given).size < given.length, {
      code: 'three-tier-network/zone-twice',
      prop: 'availabilityZones',
      value: given,
      allowed: 'must have each zone once',
      fix: 'remove the second one',
    }),
    ...given.map((zone) => zoneProblem(zone, region)),
  ];
}

function unknownZonesProblem({ region }: Stack): Problem | undefined {
  const isOfTheAccount = OF_THE_ACCOUNT.includes(region);
  return problemIf(isOfTheAccount || Token.isUnresolved(region), {
    code: 'three-tier-network/zones-not-known',
    prop: 'availabilityZones',
    value: undefined,
    allowed: isOfTheAccount
      ? `must be given in ${region}, where each account has two of the zones a, b and c`
      : 'must be given in a stack without an explicit region',
    fix: "list them with `aws ec2 describe-availability-zones`, or give the stack's `env` a region",
  });
}

/** Names of zones have to be literals: the CIDR of a subnet comes from the letter. */
function zoneProblem(zone: string, region: string | undefined): Problem | undefined {
  const letter = zone.at(-1)!;
  const isZone = matches(/^[a-z]{2,4}(-[a-z]+)+-\d+[a-z]$/, zone) && zone.slice(0, -1) === region;
  return problemIf(!isZone || (MISSING[region ?? ''] ?? '').includes(letter), {
    code: 'three-tier-network/not-a-zone',
    prop: 'availabilityZones',
    value: Token.isUnresolved(zone) ? 'a token' : zone,
    allowed: `must be an Availability Zone of ${region ?? 'the region'}, by its name, and no Local Zone`,
    fix: `write it like "${region ?? 'eu-central-1'}a": \`aws ec2 describe-availability-zones\` lists those of the account`,
  });
}
