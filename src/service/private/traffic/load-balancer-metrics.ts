import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISharedLoadBalancer } from '../../i-shared-load-balancer';
import { shareOfErrors } from '../observed/load-balancer-rates';
import { MINUTE, sourceOf } from '../observed/service-metrics';

/** The name of a shared load balancer in metrics. */
export type MeteredLoadBalancer = Pick<ISharedLoadBalancer, 'loadBalancerFullName'>;

export function requests(loadBalancer: MeteredLoadBalancer, props?: MetricOptions): Metric {
  return sumOf(loadBalancer, 'RequestCount', props);
}

export function ownErrors(loadBalancer: MeteredLoadBalancer, props?: MetricOptions): Metric {
  return sumOf(loadBalancer, 'HTTPCode_ELB_5XX_Count', props);
}

/** Requests for services without a registered target: their own alarm pages, or they are not ready yet. */
function withoutTarget(loadBalancer: MeteredLoadBalancer, props?: MetricOptions): Metric {
  return sumOf(loadBalancer, 'HTTPCode_ELB_503_Count', props);
}

export function rejectedConnections(loadBalancer: MeteredLoadBalancer, props?: MetricOptions): Metric {
  return sumOf(loadBalancer, 'RejectedConnectionCount', props);
}

export function newConnections(loadBalancer: MeteredLoadBalancer, props?: MetricOptions): Metric {
  return sumOf(loadBalancer, 'NewConnectionCount', props);
}

/** Answers of the default action: of the fixed responses it is the only one. */
export function unknownRequests(loadBalancer: MeteredLoadBalancer, props?: MetricOptions): Metric {
  return sumOf(loadBalancer, 'HTTP_Fixed_Response_Count', props);
}

/**
 * 5xx responses of the load balancer itself in percent of all requests. 503 is its answer where a target group has no
 * registered target: `NoHealthyTarget` of the service covers that, and a service that is not ready has no alarm.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
export function errorRate(loadBalancer: MeteredLoadBalancer, props: MetricOptions = {}): MathExpression {
  const [own, withoutTasks, all] = [ownErrors, withoutTarget, requests].map((of) => of(loadBalancer, sourceOf(props)));
  const errors = { expression: 'FILL(own, 0) - FILL(withoutTasks, 0)', usingMetrics: { own, withoutTasks } };
  return shareOfErrors('Errors of the load balancer, in percent', { ...errors, requests: all }, props);
}

function sumOf({ loadBalancerFullName }: MeteredLoadBalancer, metricName: string, props: MetricOptions = {}): Metric {
  return new Metric({
    period: MINUTE,
    statistic: Stats.SUM,
    ...props,
    namespace: 'AWS/ApplicationELB',
    metricName,
    dimensionsMap: { LoadBalancer: loadBalancerFullName },
  });
}
