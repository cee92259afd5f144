import { Token } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { coverAllAddresses, isCidr } from '../../../core/private/checks/values';
import type { ApiExposure } from '../../../service';

/** Quota of a resource policy, of which all but the ranges take less than 500. */
const LONGEST_POLICY = 8192;

/**
 * Resource policy that admits the address ranges; none for the whole internet. It denies all others: a resource policy that
 * only allowed the ranges would be overruled by the policy that a Lambda authorizer returns.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function resourcePolicyOf(exposure: ApiExposure): PolicyDocument | undefined {
  const { addressRanges } = exposure;
  const invoke = { principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] };
  return isWholeInternet(exposure)
    ? undefined
    : new PolicyDocument({
        statements: [
          new PolicyStatement({ ...invoke, sid: 'Clients' }),
          new PolicyStatement({
            ...invoke,
            sid: 'OtherAddresses',
            effect: Effect.DENY,
            conditions: { NotIpAddress: { 'aws:SourceIp': addressRanges } },
          }),
        ],
      });
}

function isWholeInternet({ addressRanges }: ApiExposure): boolean {
  return addressRanges.join() === '0.0.0.0/0';
}

/** Problems of the clients that a REST API admits. */
export function exposureProblems(exposure: ApiExposure): Array<Problem | undefined> {
  const { addressRanges, isPublic, isCloudFront } = exposure;
  if (!isPublic) {
    return [isCloudFront ? CLOUDFRONT : WITHIN_VPC];
  }
  if (Token.isUnresolved(addressRanges)) {
    return [LATE_RANGES];
  }
  return [
    problemIf(addressRanges.length === 0, {
      code: 'machine-api/no-ranges',
      prop: 'exposure',
      value: [],
      allowed: 'must have at least one range, or no client could call',
      fix: 'name the ranges, or use ApiExposure.internet()',
    }),
    ...addressRanges.map((range) =>
      problemIf(!isCidr(range), {
        code: 'machine-api/not-a-range',
        prop: 'exposure',
        value: range,
        allowed: 'must be an IPv4 CIDR block',
        fix: 'write it like "203.0.113.0/24", a single address with "/32"',
      }),
    ),
    problemIf(coverAllAddresses(addressRanges) && !isWholeInternet(exposure), {
      code: 'machine-api/range-of-all',
      prop: 'exposure',
      value: addressRanges,
      allowed: 'must not include the whole internet',
      fix: 'use ApiExposure.internet() if that is meant, or remove it',
    }),
    problemIf(JSON.stringify(addressRanges).length > LONGEST_POLICY - 500, {
      code: 'machine-api/too-many-ranges',
      prop: 'exposure',
      value: `${addressRanges.length} ranges`,
      allowed: `must fit into a resource policy of ${LONGEST_POLICY} characters`,
      fix: 'name larger ranges, or use ApiExposure.internet() behind a web ACL',
    }),
  ];
}

const LATE_RANGES: Problem = {
  code: 'machine-api/late-ranges',
  prop: 'exposure',
  value: 'a list that only CloudFormation knows',
  allowed: 'must be known at synthesis, since the length of the resource policy is limited',
  fix: 'write the ranges out',
};

const WITHIN_VPC: Problem = {
  code: 'machine-api/private-exposure',
  prop: 'exposure',
  value: 'ApiExposure.withinVpc()',
  allowed:
    'cannot be private: API Gateway serves a domain name of a REST API on the internet, or through VPC endpoints of every client',
  fix: 'use ApiExposure.ranges(…), or a BankApiService with this exposure for clients in the VPC',
};

const CLOUDFRONT: Problem = {
  code: 'machine-api/cloudfront-exposure',
  prop: 'exposure',
  value: 'ApiExposure.cloudFront()',
  allowed: 'cannot be CloudFront alone: a resource policy takes no prefix list, and a REST API is no VPC origin',
  fix: 'use ApiExposure.internet() with the web ACL of the distribution in scope REGIONAL, so that a way around it gains nothing',
};
