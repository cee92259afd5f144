import { Token } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { coverAllAddresses, isCidr } from '../../../core/private/checks/values';
import type { ApiExposure } from '../../../service';
import type { MachineAuthorizer } from '../../machine-authorizer';

/** Quota of a resource policy, and what is left of it for open routes. */
const LONGEST_POLICY = 8192;
const FOR_ROUTES = 2000;

const invoke = { principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'] };

/**
 * Denies all but the address ranges; nothing for the whole internet. Where a Lambda authorizer decides, the policy allows open
 * routes alone: its Allow would stand in for that of an authorizer whose policy names another path.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function resourcePolicyOf(
  exposure: ApiExposure,
  { handler }: Pick<MachineAuthorizer, 'handler'>,
): PolicyDocument | undefined {
  const all = { ...invoke, resources: ['execute-api:/*'] };
  const notIpAddress = { 'aws:SourceIp': exposure.addressRanges };
  const others = { sid: 'OtherAddresses', effect: Effect.DENY, conditions: { NotIpAddress: notIpAddress } };
  return isWholeInternet(exposure)
    ? undefined
    : new PolicyDocument({
        statements: [
          ...(handler ? [] : [new PolicyStatement({ ...all, sid: 'Clients' })]), // a user pool decides before the policy
          new PolicyStatement({ ...all, ...others }),
        ],
      });
}

/** Allows a route without an authorizer: with a resource policy, API Gateway denies what none allows. */
export function openRouteStatement(stageName: string, method: string, path: string): PolicyStatement {
  const requests = `execute-api:/${stageName}/${method === 'ANY' ? '*' : method}${path.replace(/\{[^}]+\}/g, '*')}`;
  const resources = path === '/' ? [requests] : [requests, `${requests}/`];
  return new PolicyStatement({ ...invoke, resources });
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
    problemIf(JSON.stringify(addressRanges).length > LONGEST_POLICY - FOR_ROUTES, {
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
