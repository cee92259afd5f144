import { Duration, Stack, Token } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { isCovered } from './certificate';
import { pathsOf } from './routes';
import { ruleOf, Share, shareProblems, sharesOf } from './shared-rules';
import { formatProblem, Problem, problemIf } from '../../../core/private/checks/problems';
import { areDifferent, isElsewhere } from '../../../core/private/stacks/stack-of';
import { ApiDomain } from '../../api-domain';
import type { ApiPlacementOptions } from '../../api-placement-options';
import { ApiRouting } from '../../api-routing';
import type { ApiTrafficOptions } from '../../api-traffic-options';
import type { ISharedLoadBalancer } from '../../i-shared-load-balancer';

type Options = ApiTrafficOptions & Pick<ApiPlacementOptions, 'vpc' | 'loadBalancerSubnets'>;

/** Props that are the load balancer's, and so of no service behind a shared one. */
const OF_LOAD_BALANCER = [
  'exposure',
  'loadBalancerSubnets',
  'sslPolicy',
  'webAclArn',
  'accessLogBucket',
  'accessLogRetention',
  'deletionProtection',
] as const;

/** Problems of a load balancer that several services share, or of what only makes sense with one. */
export function sharedProblems(scope: Construct, options: Options): Array<Problem | undefined> {
  const { loadBalancer, domain, rulePriority } = options;
  return loadBalancer
    ? behindProblems(scope, options, loadBalancer)
    : [
        problemIf(rulePriority !== undefined, {
          code: 'api/priority-without-shared',
          prop: 'rulePriority',
          value: rulePriority,
          allowed: "must be left out without 'loadBalancer': the service has a listener of its own",
          fix: 'remove it',
        }),
        problemIf(domain.isOfAnotherService, {
          code: 'api/same-name-without-shared',
          prop: 'domain',
          value: domain.name,
          allowed: "must be of the service itself without 'loadBalancer': ApiDomain.withSameName() has no record",
          fix: 'pass the SharedLoadBalancer of the other service, or ApiDomain.inZone()',
        }),
        ...shareProblems([], { owner: scope.node.path, rules: redirectsOf(domain) }),
      ];
}

/** What the service brings to the load balancer, its own route first. */
export function shareOf(owner: string, options: ApiTrafficOptions, loadBalancer: ISharedLoadBalancer): Share {
  const { domain, routing = ApiRouting.wholeHost(), rulePriority } = options;
  const route = { host: domain.name, paths: pathsOf(routing) };
  // A certificate that the service creates is its own alone.
  const certificate = domain.certificate
    ? { arn: domain.certificate.certificateArn, path: domain.certificate.node.path }
    : { arn: owner, path: owner };
  return {
    owner,
    rules: [ruleOf(route, rulePriority), ...redirectsOf(domain)],
    name: domain.isOfAnotherService ? undefined : domain.name,
    ...(addsCertificate(domain, loadBalancer) && { certificate }),
  };
}

/** Checks at synth, when all services are there, that one has the record and certificate of a name that is another's. */
export function requireServiceOfName(scope: Construct, { name }: ApiDomain, loadBalancer: ISharedLoadBalancer): void {
  const problem = {
    code: 'api/no-service-of-name',
    prop: 'domain',
    value: name,
    allowed: `must be the name of a service behind ${loadBalancer.node.path}, which has its alias record and certificate`,
    fix: 'pass ApiDomain.inZone() or ApiDomain.outsideRoute53() to one service of the name',
  };
  const isOwned = () => sharesOf(loadBalancer).some((share) => share.name === name);
  scope.node.addValidation({ validate: () => (isOwned() ? [] : [formatProblem(problem)]) });
}

/** Whether the listener needs a certificate that the load balancer does not have. */
export function addsCertificate(domain: ApiDomain, loadBalancer: ISharedLoadBalancer): boolean {
  const { certificate, isOfAnotherService } = domain;
  return certificate
    ? !isOfAnotherService && !loadBalancer.certificateArns.includes(certificate.certificateArn)
    : uncoveredNames(domain, loadBalancer).length > 0;
}

/** Names of the domain that the default certificate of the load balancer does not cover. */
export function uncoveredNames(domain: ApiDomain, { certificateNames }: ISharedLoadBalancer): string[] {
  return domain.isOfAnotherService ? [] : domain.names.filter((name) => !isCovered(name, certificateNames));
}

/** Time of a request where none is stated: a shared load balancer may cut connections earlier. */
export function requestTimeoutOf({ requestTimeout, loadBalancer }: ApiTrafficOptions): Duration {
  const longest = loadBalancer?.idleTimeout;
  const isShort = longest !== undefined && !longest.isUnresolved() && longest.toSeconds() < DEFAULT_TIMEOUT.toSeconds();
  return requestTimeout ?? (isShort ? longest : DEFAULT_TIMEOUT);
}

const DEFAULT_TIMEOUT = Duration.seconds(60);

function redirectsOf({ redirectFrom }: ApiDomain) {
  return redirectFrom.map((host) => ruleOf({ host, paths: [] }));
}

function behindProblems(
  scope: Construct,
  options: Options,
  loadBalancer: ISharedLoadBalancer,
): Array<Problem | undefined> {
  const { vpc, domain, routing = ApiRouting.wholeHost() } = options;
  const late = [
    problemIf(
      domain.names.some((name) => Token.isUnresolved(name)),
      lateRoute('domain'),
    ),
    problemIf(
      Token.isUnresolved(routing.patterns) || routing.patterns.some((it) => Token.isUnresolved(it)),
      lateRoute('routing'),
    ),
  ];
  const isLate = late.some((problem) => problem !== undefined);
  const share = isLate ? undefined : shareOf(scope.node.path, options, loadBalancer);
  return [
    ...OF_LOAD_BALANCER.filter((prop) => options[prop] !== undefined).map((prop) => ({
      code: 'api/prop-of-shared-load-balancer',
      prop,
      value: typeof options[prop] === 'object' ? 'an object' : options[prop],
      allowed: "must be left out beside 'loadBalancer', as it is the same for all services that share it",
      fix: 'set it on the SharedLoadBalancer',
    })),
    ...placeProblems(scope, vpc, loadBalancer),
    timeProblem(options, loadBalancer),
    ...late,
    ...(share
      ? shareProblems(sharesOf(loadBalancer), share, Math.max(loadBalancer.certificateArns.length - 1, 0))
      : []),
  ];
}

function placeProblems(scope: Construct, vpc: IVpc, loadBalancer: ISharedLoadBalancer): Array<Problem | undefined> {
  const [own, other] = [Stack.of(scope), Stack.of(loadBalancer)];
  const place = ({ account, region }: Stack) => `account ${account} and region ${region}`;
  return [
    problemIf(isElsewhere(own, other), {
      code: 'api/load-balancer-elsewhere',
      prop: 'loadBalancer',
      value: loadBalancer.node.path,
      allowed: `must be in ${place(own)}, and not in ${place(other)}: a listener forwards to targets of its own region`,
      fix: 'make a SharedLoadBalancer there, or leave it out',
    }),
    problemIf(areOtherVpcs(vpc, loadBalancer.vpc), {
      code: 'api/load-balancer-in-other-vpc',
      prop: 'vpc',
      value: vpc.node.path,
      allowed: `must be the VPC of the load balancer, ${loadBalancer.vpc.node.path}, which its target groups are in`,
      fix: 'pass the same VPC to both',
    }),
  ];
}

/** Whether two VPCs are known to be different: by their ids, or both made by this app. */
function areOtherVpcs(one: IVpc, other: IVpc): boolean {
  const areMade = [one, other].every(({ node }) => node.defaultChild !== undefined);
  return one !== other && (areMade || areDifferent(one.vpcId, other.vpcId));
}

function timeProblem({ requestTimeout }: Options, { idleTimeout }: ISharedLoadBalancer): Problem | undefined {
  if (requestTimeout === undefined || requestTimeout.isUnresolved() || idleTimeout.isUnresolved()) {
    return undefined;
  }
  const [longest, most] = [requestTimeout, idleTimeout].map((time) => time.toSeconds({ integral: false }));
  return problemIf(longest > most, {
    code: 'api/longer-than-idle-timeout',
    prop: 'requestTimeout',
    value: `${longest} seconds`,
    allowed: `must be at most the idle timeout of the shared load balancer, ${most} seconds: it would cut the request`,
    fix: "set a longer 'idleTimeout' on the SharedLoadBalancer, or a shorter 'requestTimeout'",
  });
}

function lateRoute(prop: string): Problem {
  return {
    code: 'api/late-route',
    prop,
    value: 'a text that only CloudFormation knows',
    allowed: "must be known at synthesis beside 'loadBalancer', since the priority of the rule follows from it",
    fix: 'write it out',
  };
}
