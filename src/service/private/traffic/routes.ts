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

/** Creates the target group of the tasks. */
export function targetGroupFor(
  scope: Construct,
  vpc: IVpc,
  { healthCheck, exposure = ApiExposure.internet() }: ApiTrafficOptions,
  timeouts: Timeouts,
): ApplicationTargetGroup {
  // Another kind of exposure replaces the load balancer, and a target group can belong to one load balancer only.
  return new ApplicationTargetGroup(scope, exposure.isPublic ? 'Targets' : 'PrivateTargets', {
    vpc,
    targetType: TargetType.IP,
    protocol: ApplicationProtocol.HTTP,
    port: 80, // ECS registers each task with its own port; another number would replace the group
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

/** Creates the HTTPS listener, which forwards the routes of the host and answers all else with 404, and the redirect. */
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
