import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  SslPolicy,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { HEALTHY_AFTER, Timeouts, UNHEALTHY_AFTER } from './timeouts';
import { ApiExposure } from '../../api-exposure';
import { ApiRouting } from '../../api-routing';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** The tasks as the load balancer sees them. */
export function targetGroupFor(
  scope: Construct,
  vpc: IVpc,
  { healthCheck, exposure = ApiExposure.internet() }: ApiTrafficOptions,
  timeouts: Timeouts,
): ApplicationTargetGroup {
  // The other kind of exposure makes another load balancer, and targets can belong to one load balancer alone.
  return new ApplicationTargetGroup(scope, exposure.isPublic ? 'Targets' : 'PrivateTargets', {
    vpc,
    targetType: TargetType.IP,
    protocol: ApplicationProtocol.HTTP,
    port: 80, // of targets that register without one; another one would make another group, empty at first
    deregistrationDelay: timeouts.drain,
    healthCheck: {
      path: healthCheck?.path ?? '/health',
      healthyHttpCodes: '200',
      interval: timeouts.healthInterval,
      timeout: timeouts.healthTimeout,
      healthyThresholdCount: HEALTHY_AFTER,
      unhealthyThresholdCount: UNHEALTHY_AFTER,
    },
  });
}

/** TLS for the one host and its routes; whatever else comes is answered here. */
export function listenerFor(
  scope: Construct,
  loadBalancer: ApplicationLoadBalancer,
  certificate: ICertificate,
  targets: ApplicationTargetGroup,
  { domain, routing = ApiRouting.wholeHost(), sslPolicy }: ApiTrafficOptions,
): ApplicationListener {
  const host = ListenerCondition.hostHeaders([domain.name]);
  const notFound = ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' });
  const https = new ApplicationListener(scope, 'Https', {
    loadBalancer,
    protocol: ApplicationProtocol.HTTPS,
    certificates: [certificate],
    sslPolicy: sslPolicy ?? SslPolicy.TLS13_RES,
    open: false,
    defaultAction: notFound,
  });
  const paths = routing.isByPath ? [ListenerCondition.pathPatterns([...new Set(routing.patterns)].sort())] : [];
  new ApplicationListenerRule(scope, 'Route', {
    listener: https,
    priority: 10,
    conditions: [host, ...paths],
    action: ListenerAction.forward([targets]),
  });

  const http = new ApplicationListener(scope, 'Http', {
    loadBalancer,
    protocol: ApplicationProtocol.HTTP,
    open: false,
    defaultAction: notFound,
  });
  new ApplicationListenerRule(scope, 'Redirect', {
    listener: http,
    priority: 10,
    conditions: [host],
    action: ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
  });
  return https;
}
