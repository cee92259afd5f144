import { Stack, Token } from 'aws-cdk-lib';
import { CLOUDFRONT_PREFIX_LIST, prefixListOf } from './prefix-lists';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { coverAllAddresses, isCidr } from '../../../core/private/checks/values';
import { ApiExposure } from '../../api-exposure';

/** Quota of a security group: 60 rules, and each range takes two. */
const MOST_RANGES = 30;

function isInternet(range: string): boolean {
  return isCidr(range) && range.endsWith('/0');
}

/** Problems of the clients that a load balancer admits. */
export function exposureProblems(stack: Stack, exposure: ApiExposure): Array<Problem | undefined> {
  const { isPublic, addressRanges } = exposure;
  if (Token.isUnresolved(addressRanges)) {
    return [
      {
        code: 'api/late-ranges',
        prop: 'exposure',
        value: 'a list that only CloudFormation knows',
        allowed: 'must be known at synthesis, since each range is a rule of its own',
        fix: 'write the ranges out',
      },
    ];
  }
  return [
    prefixListProblem(stack, exposure),
    problemIf(isPublic && addressRanges.length === 0, {
      code: 'api/no-ranges',
      prop: 'exposure',
      value: [],
      allowed: 'must have at least one range, or no client on the internet could call',
      fix: 'name the ranges, or use ApiExposure.withinVpc()',
    }),
    ...addressRanges.map((range) =>
      problemIf(!isCidr(range), {
        code: 'api/not-a-range',
        prop: 'exposure',
        value: range,
        allowed: 'must be an IPv4 CIDR block',
        fix: 'write it like "203.0.113.0/24", a single address with "/32"',
      }),
    ),
    problemIf(addressRanges.length > MOST_RANGES, {
      code: 'api/too-many-ranges',
      prop: 'exposure',
      value: `${addressRanges.length} ranges`,
      allowed: `must be at most ${MOST_RANGES}: each takes two of the 60 rules of a security group`,
      fix: 'name larger ranges, or use ApiExposure.internet() behind a web ACL',
    }),
    problemIf(coverAllAddresses(addressRanges) && addressRanges.join() !== '0.0.0.0/0', {
      code: 'api/range-of-all',
      prop: 'exposure',
      value: addressRanges.find(isInternet) ?? addressRanges,
      allowed: 'must not include the whole internet',
      fix: 'use ApiExposure.internet() if that is meant, or remove it',
    }),
  ];
}

function prefixListProblem({ region }: Stack, exposure: ApiExposure): Problem | undefined {
  const { isCloudFront, prefixListId } = exposure;
  const command = `aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=${CLOUDFRONT_PREFIX_LIST}`;
  return (
    problemIf(isCloudFront && prefixListOf(exposure, region) === undefined, {
      code: 'api/prefix-list-not-known',
      prop: 'exposure',
      value: Token.isUnresolved(region) ? 'a region that only CloudFormation knows' : region,
      allowed: `must have a 'prefixListId' in this region: AWS gives the list ${CLOUDFRONT_PREFIX_LIST} another id in each`,
      fix: `pass the PrefixListId that \`${command}\` prints there`,
    }) ??
    problemIf(prefixListId !== undefined && !/^pl-[0-9a-f]{8,17}$/.test(prefixListId), {
      code: 'api/not-a-prefix-list',
      prop: 'exposure',
      value: prefixListId,
      allowed: 'must be the id of a managed prefix list, such as "pl-31a34658"',
      fix: `pass the PrefixListId that \`${command}\` prints`,
    })
  );
}
