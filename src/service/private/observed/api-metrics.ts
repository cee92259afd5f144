import { Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationProtocol, ApplicationTargetGroup, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IConstruct } from 'constructs';
import { certificateDaysToExpiry, shareOfErrors } from './load-balancer-rates';
import type { ObservedApi } from './observed-api';
import { crossStackName } from './references';
import { MINUTE, sourceOf } from './service-metrics';
import { IAlarmSource, RequestMetrics } from '../../../core';
import { literalOrUndefined } from '../../../core/private/checks/values';

/** Metric of the load balancer, with the target group as a dimension or without. */
export function loadBalancerMetric(
  api: Pick<ObservedApi, 'loadBalancer' | 'targetGroup' | 'isPublic' | 'sharedLoadBalancer'>,
  metricName: string,
  statistic: string,
  props: MetricOptions = {},
): Metric {
  const { loadBalancer, targetGroup, isPublic } = api;
  const LoadBalancer =
    api.sharedLoadBalancer ??
    crossStackName({
      name: 'LoadBalancerFullName',
      owner: loadBalancer,
      value: loadBalancer.loadBalancerFullName!,
      replacedBy: [isPublic],
    });
  const TargetGroup = crossStackName({
    name: 'TargetGroupFullName',
    owner: targetGroup,
    value: targetGroup.targetGroupFullName,
    replacedBy: [isPublic, loadBalancer.vpc?.vpcId, ...tlsOf(targetGroup)],
  });
  // What the load balancer answers by itself has no target group.
  const dimensionsMap = { LoadBalancer, ...(/_ELB_/.test(metricName) ? {} : { TargetGroup }) };
  return new Metric({
    period: MINUTE,
    statistic,
    ...props,
    namespace: 'AWS/ApplicationELB',
    metricName,
    dimensionsMap,
  });
}

/** Another protocol is another target group; HTTP, the default, was never part of the name. */
function tlsOf({ node }: ApplicationTargetGroup): string[] {
  const { protocol } = node.defaultChild as CfnTargetGroup;
  return protocol === ApplicationProtocol.HTTPS ? [protocol] : [];
}

export function healthyTargets(api: ObservedApi, props?: MetricOptions): Metric {
  return loadBalancerMetric(api, 'HealthyHostCount', Stats.MAXIMUM, props);
}

export function requests(api: ObservedApi, props?: MetricOptions): Metric {
  return loadBalancerMetric(api, 'RequestCount', Stats.SUM, props);
}

export function latency(api: ObservedApi, props?: MetricOptions): Metric {
  return loadBalancerMetric(api, 'TargetResponseTime', Stats.percentile(99), props);
}

/**
 * 5xx responses of targets and load balancer in percent of all requests. It is a ratio of sums: `statistic` is fixed. A
 * shared load balancer counts its own 5xx for all services together: of a service behind it, connections that its targets
 * refuse or do not answer count instead.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function serverErrorRate(api: ObservedApi, props: MetricOptions = {}): MathExpression {
  const source = sourceOf(props);
  return shareOfErrors(
    'Errors of the server, in percent',
    { ...serverErrors(api, source), requests: requests(api, source) },
    props,
  );
}

/** The requests of an API for objectives, and those that the same errors end. */
export function requestMetrics(api: ObservedApi, source: IAlarmSource & IConstruct): RequestMetrics {
  return {
    requests: requests(api),
    failed: new MathExpression({ label: 'Failed requests', ...serverErrors(api) }),
    responseTime: latency(api),
    requestTimeout: api.requestTimeout,
    region: literalOrUndefined(Stack.of(source).region), // an objective may be in a stack of another one
    alarms: { source, failed: ['ServerErrors'], slow: ['Latency'], outage: ['NoHealthyTarget'] },
  };
}

function serverErrors(api: ObservedApi, props?: MetricOptions) {
  const sum = (name: string) => loadBalancerMetric(api, name, Stats.SUM, props);
  const target = sum('HTTPCode_Target_5XX_Count');
  const balancer = sum(api.sharedLoadBalancer ? 'TargetConnectionErrorCount' : 'HTTPCode_ELB_5XX_Count');
  return { expression: 'SUM([FILL(target, 0), FILL(balancer, 0)])', usingMetrics: { target, balancer } };
}

/** Days until the API's own certificate expires. */
export function daysToExpiry(api: Pick<ObservedApi, 'certificate' | 'certificateNames' | 'url'>): Metric {
  return certificateDaysToExpiry(api.certificate!, [api.url, ...(api.certificateNames ?? [])]);
}
