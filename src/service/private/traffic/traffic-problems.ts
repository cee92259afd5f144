import { Stack } from 'aws-cdk-lib';
import { exposureProblems } from './exposure-problems';
import { timeProblems } from './time-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { domainProblems } from '../../../core/private/formats/api-domain-problems';
import { routingProblems } from '../../../core/private/formats/routing-problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { unfitRegionalWebAcl } from '../../../core/private/stacks/web-acl';
import { ApiDomain } from '../../api-domain';
import { ApiExposure } from '../../api-exposure';
import { ApiRouting } from '../../api-routing';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** Quota of `*` and `?` in the conditions of a listener rule, of which paths alone have as many. */
const MOST_WILDCARDS = 5;

/** Problems of domain, exposure, routes, timeouts and the load balancer. */
export function trafficProblems(stack: Stack, props: ApiTrafficOptions): Array<Problem | undefined> {
  const { domain, routing = ApiRouting.wholeHost() } = props;
  return [
    ...clientProblems(stack, props),
    ...routingProblems(routing),
    wildcardProblem(routing, domain),
    ...timeProblems(props),
    ...listenerProblems(stack, props),
  ];
}

type OfLoadBalancer = Pick<ApiTrafficOptions, 'domain' | 'exposure' | 'sslPolicy' | 'webAclArn' | 'accessLogBucket'>;

/** A shared load balancer has an exposure of its own. */
type OfClients = Pick<ApiTrafficOptions, 'domain' | 'exposure' | 'loadBalancer'>;

/** Problems of a load balancer, be it of one service or shared. */
export function loadBalancerTrafficProblems(stack: Stack, props: OfLoadBalancer): Array<Problem | undefined> {
  return [...clientProblems(stack, props), ...listenerProblems(stack, props)];
}

function clientProblems(stack: Stack, props: OfClients): Array<Problem | undefined> {
  const { domain, loadBalancer, exposure = ApiExposure.internet() } = props;
  return [
    ...domainProblems(stack, domain),
    ...exposureProblems(stack, exposure),
    problemIf(domain.isBehindCloudFront && loadBalancer === undefined && exposure.isPublic, {
      code: 'api/open-beside-cloudfront',
      prop: 'exposure',
      value: 'an exposure to the internet',
      allowed:
        'must be internal for a name that leads to CloudFront: clients would go around it, and around its web ACL',
      fix: 'pass `exposure: ApiExposure.cloudFront()`, or give the domain by `ApiDomain.inZone(…)` for an API without CloudFront',
    }),
  ];
}

function listenerProblems(stack: Stack, props: OfLoadBalancer): Array<Problem | undefined> {
  const { webAclArn, sslPolicy } = props;
  const unfit = unfitRegionalWebAcl(stack, webAclArn);
  return [
    problemIf(sslPolicy !== undefined && !/-TLS13-1-[23]-/.test(sslPolicy), {
      code: 'api/old-tls',
      prop: 'sslPolicy',
      value: sslPolicy,
      allowed: 'must support TLS 1.3, and must not accept 1.0 or 1.1',
      fix: 'use TLS13_RES, TLS13_13 where every client supports 1.3, or leave it out',
    }),
    problemIf(unfit !== undefined, {
      code: 'api/not-a-regional-web-acl',
      prop: 'webAclArn',
      value: unfit,
      allowed: "must be a web ACL of scope REGIONAL, in the stack's own account and region",
      fix: 'pass `webAclArn` of an EdgeFirewall with FirewallScope.REGIONAL, or an ARN like "arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/name/id"',
    }),
    problemIf(props.accessLogBucket?.encryptionKey !== undefined, {
      code: 'api/log-bucket-with-key',
      prop: 'accessLogBucket',
      value: props.accessLogBucket?.node.path,
      allowed: 'cannot be encrypted with a KMS key: load balancers write access logs to buckets with SSE-S3 only',
      fix: 'pass a bucket with BucketEncryption.S3_MANAGED, or leave it out',
    }),
    problemIf(props.accessLogBucket !== undefined && areDifferent(props.accessLogBucket.env.region, stack.region), {
      code: 'api/log-bucket-elsewhere',
      prop: 'accessLogBucket',
      value: props.accessLogBucket?.node.path,
      allowed: `must be in the region of the load balancer, ${stack.region}, and not in ${props.accessLogBucket?.env.region}`,
      fix: 'pass a bucket of that region, or leave it out',
    }),
  ];
}

/** The wildcard of the host counts, too. */
function wildcardProblem({ patterns }: ApiRouting, { name }: ApiDomain): Problem | undefined {
  const ofPaths = [...new Set(patterns)].join('').replace(/[^*?]/g, '').length;
  return problemIf(name.startsWith('*') && ofPaths === MOST_WILDCARDS, {
    code: 'api/number-of-wildcards',
    prop: 'routing',
    value: patterns,
    allowed: `must have at most ${MOST_WILDCARDS - 1} of * and ? in all, beside that of the host ${name}`,
    fix: 'use fewer of them, such as "/api/*"',
  });
}
