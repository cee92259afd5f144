import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  IApplicationListener,
  ListenerAction,
  ListenerCondition,
  Protocol,
  SslPolicy,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { priorityOf } from './rule-priority';
import { HEALTHY_AFTER, Timeouts, UNHEALTHY_AFTER } from './timeouts';
import { ApiDomain } from '../../api-domain';
import { ApiRouting } from '../../api-routing';
import type { ApiTrafficOptions } from '../../api-traffic-options';

const NOT_FOUND = { contentType: 'text/plain', messageBody: 'Not found' };
const TO_HTTPS = { protocol: 'HTTPS', port: '443', permanent: true };

/** What a target group follows from. */
export interface TargetGroupOptions extends Pick<ApiTrafficOptions, 'healthCheck' | 'targetProtocol'> {
  readonly vpc: IVpc;
  readonly isPublic: boolean;
  /** Name of a shared load balancer. Else it is that of the load balancer whose listener forwards to the group. */
  readonly loadBalancerFullName?: string;
}

/** Creates the target group of the tasks. */
export function targetGroupFor(
  scope: Construct,
  { vpc, healthCheck, targetProtocol, isPublic, loadBalancerFullName }: TargetGroupOptions,
  timeouts: Timeouts,
): ApplicationTargetGroup {
  const isTls = targetProtocol === ApplicationProtocol.HTTPS;
  // Another kind of exposure replaces the load balancer, and a target group can belong to one load balancer only.
  const targetGroup = new ApplicationTargetGroup(scope, isPublic ? 'Targets' : 'PrivateTargets', {
    vpc,
    targetType: TargetType.IP,
    protocol: isTls ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP,
    port: isTls ? 443 : 80, // ECS registers each task with its own port; another number would replace the group
    deregistrationDelay: timeouts.drain,
    healthCheck: {
      protocol: isTls ? Protocol.HTTPS : undefined, // HTTP is the default, whatever the protocol of the group
      path: healthCheck?.path ?? '/health',
      healthyHttpCodes: '200',
      interval: timeouts.healthInterval,
      timeout: timeouts.healthTimeout,
      healthyThresholdCount: HEALTHY_AFTER,
      unhealthyThresholdCount: UNHEALTHY_AFTER,
    },
  });
  if (loadBalancerFullName !== undefined) {
    // For scaling by requests. The CDK splits the ARN of the listener, and CloudFormation splits no output of a stack.
    Object.defineProperty(targetGroup, 'firstLoadBalancerFullName', { value: loadBalancerFullName });
  }
  return targetGroup;
}

/** Creates the listeners of one service: routes of the host are forwarded, and all else is answered with 404. */
export function listenerFor(
  scope: Construct,
  loadBalancer: ApplicationLoadBalancer,
  certificate: ICertificate,
  targets: ApplicationTargetGroup,
  { domain, routing, sslPolicy, exposure }: ApiTrafficOptions,
): ApplicationListener {
  const https = httpsListener(scope, loadBalancer, certificate, sslPolicy);
  forwardingRule(scope, https, targets, { domain, routing, priority: 10 });
  redirectRules(scope, https, domain);
  if (exposure?.isCloudFront) {
    return https;
  }
  const http = httpListener(scope, loadBalancer, ListenerAction.fixedResponse(404, NOT_FOUND));
  new ApplicationListenerRule(scope, 'Redirect', {
    listener: http,
    priority: 10,
    conditions: [ListenerCondition.hostHeaders([domain.name])],
    action: ListenerAction.redirect(TO_HTTPS),
  });
  redirectRules(http, http, domain);
  return https;
}

/** Creates the listeners that services share: no host is known to them, and port 80 leads every host to HTTPS. */
export function sharedListener(
  scope: Construct,
  loadBalancer: ApplicationLoadBalancer,
  certificate: ICertificate,
  { sslPolicy, exposure }: Pick<ApiTrafficOptions, 'sslPolicy' | 'exposure'>,
): ApplicationListener {
  const https = httpsListener(scope, loadBalancer, certificate, sslPolicy);
  if (!exposure?.isCloudFront) {
    httpListener(scope, loadBalancer, ListenerAction.redirect(TO_HTTPS));
  }
  return https;
}

/** Host and paths of a forwarding rule, and its priority. */
export interface ForwardingOptions extends Pick<ApiTrafficOptions, 'domain' | 'routing'> {
  readonly priority: number;
}

/** Creates the rule that forwards the routes of the host to the tasks. */
export function forwardingRule(
  scope: Construct,
  listener: IApplicationListener,
  targets: ApplicationTargetGroup,
  { domain, routing = ApiRouting.wholeHost(), priority }: ForwardingOptions,
): ApplicationListenerRule {
  const paths = pathsOf(routing);
  return new ApplicationListenerRule(scope, 'Route', {
    listener,
    priority,
    conditions: [
      ListenerCondition.hostHeaders([domain.name]),
      ...(routing.isByPath ? [ListenerCondition.pathPatterns(paths)] : []),
    ],
    action: ListenerAction.forward([targets]),
  });
}

/** Creates a rule for each name that redirects to the domain's: path and query are kept. */
export function redirectRules(
  scope: Construct,
  listener: IApplicationListener,
  domain: ApiDomain,
): ApplicationListenerRule[] {
  if (domain.redirectFrom.length === 0) {
    return [];
  }
  const rules = new Construct(scope, 'Redirects');
  return domain.redirectFrom.map(
    (name) =>
      new ApplicationListenerRule(rules, name, {
        listener,
        priority: priorityOf({ host: name, paths: [] }),
        conditions: [ListenerCondition.hostHeaders([name])],
        action: ListenerAction.redirect({ ...TO_HTTPS, host: domain.name }),
      }),
  );
}

/** The different path patterns of a route, sorted. */
export function pathsOf({ patterns }: ApiRouting): string[] {
  return [...new Set(patterns)].sort();
}

function httpsListener(
  scope: Construct,
  loadBalancer: ApplicationLoadBalancer,
  certificate: ICertificate,
  sslPolicy: SslPolicy = SslPolicy.TLS13_RES,
): ApplicationListener {
  return new ApplicationListener(scope, 'Https', {
    loadBalancer,
    protocol: ApplicationProtocol.HTTPS,
    certificates: [certificate],
    sslPolicy,
    open: false,
    defaultAction: ListenerAction.fixedResponse(404, NOT_FOUND),
  });
}

function httpListener(
  scope: Construct,
  loadBalancer: ApplicationLoadBalancer,
  defaultAction: ListenerAction,
): ApplicationListener {
  const protocol = ApplicationProtocol.HTTP;
  return new ApplicationListener(scope, 'Http', { loadBalancer, protocol, open: false, defaultAction });
}
