import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { lateTimes, outside, retentionProblems } from './time-problems';
import { loadBalancerTrafficProblems } from './traffic-problems';
import { BUCKET, CERTIFICATE, DURATION, VPC } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { BOOLEAN, instance, listOf, OPTIONS, requireTypes, TEXT } from '../../../core/private/checks/types';
import { certificateProblems } from '../../../core/private/formats/api-domain-problems';
import { WEB_ACL_ARN } from '../../../core/private/formats/web-acl-arn';
import { ApiExposure } from '../../api-exposure';
import type { SharedLoadBalancerProps } from '../../shared-load-balancer';
import { gatewayProblem } from '../cloudfront/origin-problems';
import { loadBalancerSubnetProblems } from '../placement/load-balancer-placement';

/** Throws if a required prop of a shared load balancer is missing, or a prop is of another type. */
export function requireLoadBalancerProps(scope: Construct, props: SharedLoadBalancerProps): void {
  requireProps(scope, props, { vpc: true, domain: true });
  requireTypes(scope, props, {
    ...{ vpc: VPC, loadBalancerSubnets: OPTIONS, accessLogBucket: BUCKET, sslPolicy: TEXT, webAclArn: WEB_ACL_ARN },
    ...{ domain: instance('an ApiDomain', 'redirectFrom'), exposure: instance('an ApiExposure', 'isPublic') },
    ...{ idleTimeout: DURATION, accessLogRetention: DURATION, deletionProtection: BOOLEAN },
    certificates: listOf(CERTIFICATE, 'ICertificates'),
  });
}

/** Problems that Elastic Load Balancing, EC2 or ACM would report during the deployment. */
export function sharedLoadBalancerProblems(stack: Stack, props: SharedLoadBalancerProps): Array<Problem | undefined> {
  const { vpc, domain, idleTimeout, exposure = ApiExposure.internet() } = props;
  const late = lateTimes({ idleTimeout, accessLogRetention: props.accessLogRetention });
  const times = () => [outside('idleTimeout', idleTimeout, 1, 4000), ...retentionProblems(props)];
  return [
    ...loadBalancerSubnetProblems(stack, vpc, props.loadBalancerSubnets, exposure.isPublic),
    ...loadBalancerTrafficProblems(stack, props),
    gatewayProblem(vpc, exposure),
    ...(props.certificates ?? []).flatMap((it) => certificateProblems(stack, 'certificates', it)),
    problemIf(domain.redirectFrom.length > 0 || domain.isOfAnotherService, {
      code: 'load-balancer/domain-of-service',
      prop: 'domain',
      value: domain.names,
      allowed:
        'must be the domain of the default certificate alone: redirects and paths of a name are those of a service',
      fix: "give 'redirectFrom' to the domain of the service that they lead to",
    }),
    ...(late.length > 0 ? late : times()),
  ];
}
