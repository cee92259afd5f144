import { Token } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { STAGE_NAME } from './stage';
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

/** A route, as far as the resource policy goes. */
export interface ExposedRoute {
  readonly method: string;
  readonly path: string;
  readonly options: { readonly open?: boolean };
}

/**
 * Allows a route without an authorizer: with a resource policy, API Gateway denies what none allows. A star of the policy
 * matches slashes, so each method is named, and a variable has one character at least: not even `/docs/` is below `/docs/{page}`.
 */
export function openRouteStatement(stageName: string, { method, path }: ExposedRoute): PolicyStatement {
  const requests = methodsOf(method).map((it) => `execute-api:/${stageName}/${it}${path.replace(/\{[^}]+\}/g, '?*')}`);
  return new PolicyStatement({ ...invoke, resources: requests.flatMap((it) => (path === '/' ? it : [it, `${it}/`])) });
}

/** Problems of a route of an API whose resource policy allows the open ones, for which an authorizer's Allow is not needed. */
export function openRouteProblems(
  policy: PolicyDocument,
  route: ExposedRoute,
  known: ReadonlyArray<ExposedRoute>,
): Array<Problem | undefined> {
  const isOpen = route.options.open === true;
  const covering = known.find((it) => (isOpen ? covers(route, it) : covers(it, route)));
  const covered =
    covering && (isOpen ? [route, covering] : [covering, route]).map(({ method, path }) => `${method} ${path}`);
  return [
    problemIf(covered !== undefined, {
      code: 'machine-api/open-route-covers',
      prop: 'path',
      value: `${route.method} ${route.path}`,
      allowed: `cannot be below or beside an open route with address ranges: the resource policy that allows ${covered?.[0]} allows ${covered?.[1]}, too, whatever the authorizer answers`,
      fix: 'give open routes a first part of their own, or a path without variables, or use ApiExposure.internet() with a web ACL',
    }),
    problemIf(isOpen && lengthWith(policy, route) > LONGEST_POLICY, {
      code: 'machine-api/many-open-routes',
      prop: 'open',
      value: true,
      allowed: `must be of so few routes that they fit into a resource policy of ${LONGEST_POLICY} characters`,
      fix: 'open one route with a variable for several, name larger ranges, or use ApiExposure.internet() with a web ACL',
    }),
  ];
}

function lengthWith(policy: PolicyDocument, route: ExposedRoute): number {
  return [policy, openRouteStatement(STAGE_NAME, route)].reduce(
    (sum, it) => sum + JSON.stringify(it.toJSON()).length,
    0,
  );
}

/** Whether what the policy allows for an open route matches requests of another one, which is not open. */
function covers(open: ExposedRoute, other: ExposedRoute): boolean {
  const methods = methodsOf(other.method);
  return (
    open.options.open === true &&
    other.options.open !== true &&
    (open.path !== other.path || open.method === 'ANY') && // of one path, that of a method goes before ANY
    methodsOf(open.method).some((it) => methods.includes(it)) &&
    overlap(partsOf(open.path, true), partsOf(other.path, false))
  );
}

/** Parts of a path: `+` stands for one or more, `?` for one. */
function partsOf(path: string, isPattern: boolean): string[] {
  const parts = path.split('/').slice(1);
  return parts.map((part) => (part.startsWith('{') ? (isPattern || part.endsWith('+}') ? '+' : '?') : part));
}

function overlap([a, ...as]: string[], [b, ...bs]: string[]): boolean {
  if (a === undefined || b === undefined) {
    return a === b;
  }
  const isOne = a === b || ['+', '?'].includes(a) || ['+', '?'].includes(b);
  const rests = [[as, bs], ...(a === '+' ? [[[a, ...as], bs]] : []), ...(b === '+' ? [[as, [b, ...bs]]] : [])];
  return isOne && rests.some(([one, two]) => overlap(one, two));
}

function methodsOf(method: string): string[] {
  return method === 'ANY' ? ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] : [method];
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
