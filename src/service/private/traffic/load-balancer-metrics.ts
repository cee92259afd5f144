import { Duration } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISharedLoadBalancer } from '../../i-shared-load-balancer';
import { crossStackName } from '../observed/references';

/** The name of a shared load balancer in metrics. */
export type MeteredLoadBalancer = Pick<ISharedLoadBalancer, 'loadBalancerFullName'>;

const MINUTE = Duration.minutes(1);

/** Fewer errors than this in a period count as none: one error in a quiet night is no error rate. */
const LEAST_ERRORS = 5;

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
  const { period, account, region, unit } = props;
  const source = { period, account, region, unit };
  return new MathExpression({
    label: 'Errors of the load balancer, in percent',
    period: MINUTE,
    ...props,
    // Requests for which no target could be chosen are not in RequestCount.
    expression: `IF(errors >= ${LEAST_ERRORS}, 100 * errors / MAX([FILL(requests, 0), errors]), 0)`,
    usingMetrics: {
      errors: new MathExpression({
        expression: 'FILL(own, 0) - FILL(withoutTasks, 0)',
        period: period ?? MINUTE,
        usingMetrics: { own: ownErrors(loadBalancer, source), withoutTasks: withoutTarget(loadBalancer, source) },
      }),
      requests: requests(loadBalancer, source),
    },
  });
}

/** Days until the default certificate expires. */
export function daysToExpiry(certificate: ICertificate, names: string[]): Metric {
  const CertificateArn = crossStackName({
    name: 'CertificateArn',
    owner: certificate,
    value: certificate.certificateArn,
    replacedBy: names,
  });
  return certificate.metricDaysToExpiry().with({ dimensionsMap: { CertificateArn } });
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
