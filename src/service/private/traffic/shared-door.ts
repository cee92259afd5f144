import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerCertificate,
  ApplicationLoadBalancer,
  IApplicationListener,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { FrontDoor, FrontDoorOptions } from './front-door';
import { forwardingRule, redirectRules, targetGroupFor } from './routes';
import { addsCertificate, requireServiceOfName, shareOf, uncoveredNames } from './shared-problems';
import { sharesOf } from './shared-rules';
import { Timeouts } from './timeouts';
import { certificateFor } from '../../../core/private/resources/certificate-of-domain';
import { AliasTarget } from '../../../network';
import type { ISharedLoadBalancer } from '../../i-shared-load-balancer';
import { originBehind } from '../cloudfront/balancer-origin';

/**
 * Creates what leads from a shared load balancer to the tasks: target group, rules, certificate and alias records. All of
 * it lies in the stack of the service, which is deployed after that of the load balancer and deleted before it.
 */
export function sharedDoor(
  scope: Construct,
  options: FrontDoorOptions,
  shared: ISharedLoadBalancer,
  timeouts: Timeouts,
): FrontDoor {
  const { domain, routing, vpc, healthCheck, targetProtocol } = options;
  const { isPublic, loadBalancerFullName, listenerArn } = shared;
  const share = shareOf(scope.node.path, options, shared);
  sharesOf(shared).push(share);
  if (domain.isOfAnotherService && 'loadBalancer' in shared) {
    requireServiceOfName(scope, domain, shared); // services of another app are not known
  }

  // The rule from the load balancer to the tasks lies below the import: in this stack.
  const securityGroup = SecurityGroup.fromSecurityGroupId(scope, 'LoadBalancerSecurityGroup', shared.securityGroupId, {
    allowAllOutbound: false,
  });
  const loadBalancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(scope, 'LoadBalancer', {
    loadBalancerArn: shared.loadBalancerArn,
    securityGroupId: shared.securityGroupId,
    loadBalancerDnsName: shared.loadBalancerDnsName,
    loadBalancerCanonicalHostedZoneId: shared.loadBalancerCanonicalHostedZoneId,
    vpc,
  });
  const listener = ApplicationListener.fromApplicationListenerAttributes(scope, 'Https', {
    listenerArn,
    securityGroup,
    defaultPort: 443,
  });

  const certificate = addedCertificate(scope, listener, options, shared);
  // A target group can belong to one load balancer only: a service that moves to this one gets another.
  const here = new Construct(new Construct(scope, 'Shared'), shared.node.addr);
  const group = { vpc, healthCheck, targetProtocol, isPublic, loadBalancerFullName };
  const targetGroup = targetGroupFor(here, group, timeouts);
  const { priority } = share.rules[0];
  const route = forwardingRule(scope, listener, targetGroup, { domain, routing, priority });
  route.node.addDependency(securityGroup); // ECS waits for the route, and so for the way to the tasks
  const redirects = redirectRules(scope, listener, domain);
  const records = domain.recordNames.flatMap(
    (name) => domain.dns?.addAlias(name, AliasTarget.loadBalancer(loadBalancer)) ?? [],
  );
  // A service that moves here keeps their ids: without a dependency, they would lead here before the rules exist.
  records.forEach(({ node }) => node.addDependency(route, ...redirects));
  return {
    ...{ loadBalancer, isPublic, certificate, targetGroup, listener, records },
    connections: shared.connections,
    origin: () => originBehind(shared, domain.name),
    observed: {
      sharedLoadBalancer: loadBalancerFullName,
      ownsCertificate: certificate !== undefined && !domain.certificate,
      certificateNames: uncoveredNames(domain, shared),
    },
  };
}

/** Adds a certificate for names that those of the load balancer do not cover, or the given one that it does not have. */
function addedCertificate(
  scope: Construct,
  listener: IApplicationListener,
  { domain }: FrontDoorOptions,
  shared: ISharedLoadBalancer,
): ICertificate | undefined {
  if (!addsCertificate(domain, shared)) {
    return undefined;
  }
  const certificate = certificateFor(scope, domain, uncoveredNames(domain, shared));
  new ApplicationListenerCertificate(scope, 'ListenerCertificate', { listener, certificates: [certificate] });
  return certificate;
}
