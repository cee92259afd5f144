import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { crossStackName } from './references';
import type { BankApiService } from '../../bank-api-service';

const MINUTE = Duration.minutes(1);

/** What is metered at the load balancer, with the target group or without. */
export function loadBalancerMetric(
  api: BankApiService,
  metricName: string,
  statistic: string,
  props: MetricOptions = {},
): Metric {
  const LoadBalancer = crossStackName({
    name: 'LoadBalancerFullName',
    owner: api.loadBalancer,
    value: api.loadBalancer.loadBalancerFullName,
    replacedBy: [api.isPublic],
  });
  const TargetGroup = crossStackName({
    name: 'TargetGroupFullName',
    owner: api.targetGroup,
    value: api.targetGroup.targetGroupFullName,
    replacedBy: [api.isPublic, api.loadBalancer.vpc?.vpcId],
  });
  // What the load balancer answers by itself has no target group.
  const dimensionsMap = { LoadBalancer, ...(/_ELB_/.test(metricName) ? {} : { TargetGroup }) };
  return new Metric({
    namespace: 'AWS/ApplicationELB',
    period: MINUTE,
    ...props,
    metricName,
    statistic,
    dimensionsMap,
  });
}

/** What ECS meters of a service. */
export function serviceMetric(
  { clusterName, serviceName }: BankApiService,
  namespace: string,
  metricName: string,
  props: MetricOptions = {},
): Metric {
  const dimensionsMap = { ClusterName: clusterName, ServiceName: serviceName };
  return new Metric({ period: MINUTE, statistic: Stats.AVERAGE, ...props, namespace, metricName, dimensionsMap });
}

/** The matches of a rule. */
export function matchesOf(rule: Rule, props: MetricOptions = {}): Metric {
  const RuleName = crossStackName({ name: 'RuleName', owner: rule, value: rule.ruleName, replacedBy: [] });
  const told = { namespace: 'AWS/Events', metricName: 'TriggeredRules', dimensionsMap: { RuleName } };
  return new Metric({ period: MINUTE, statistic: Stats.SUM, ...props, ...told });
}

/** The requests that end in an error of the server, in percent of all; none while fewer than `least` do. */
export function serverErrorRate(api: BankApiService, least: number, props: MetricOptions = {}): IMetric {
  const sum = (name: string) => loadBalancerMetric(api, name, Stats.SUM, { period: props.period });
  return new MathExpression({
    label: 'Errors of the server, in percent',
    period: MINUTE,
    ...props,
    expression: `IF(errors >= ${least}, 100 * errors / MAX([FILL(requests, 0), errors]), 0)`,
    usingMetrics: {
      errors: new MathExpression({
        expression: 'SUM([FILL(target, 0), FILL(balancer, 0)])',
        period: props.period ?? MINUTE,
        usingMetrics: { target: sum('HTTPCode_Target_5XX_Count'), balancer: sum('HTTPCode_ELB_5XX_Count') },
      }),
      requests: sum('RequestCount'),
    },
  });
}

/** The tasks that should run and do not. */
export function missingTasks(api: BankApiService, props: MetricOptions = {}): IMetric {
  const count = (name: string) => serviceMetric(api, 'ECS/ContainerInsights', name, { period: props.period });
  return new MathExpression({
    label: 'Tasks that are missing',
    period: MINUTE,
    ...props,
    expression: 'desired - FILL(running, 0)',
    usingMetrics: { desired: count('DesiredTaskCount'), running: count('RunningTaskCount') },
  });
}

/** The days that the API's own certificate has left. */
export function daysToExpiry({ certificate, url }: BankApiService): Metric {
  const CertificateArn = crossStackName({
    name: 'CertificateArn',
    owner: certificate,
    value: certificate.certificateArn,
    replacedBy: [url],
  });
  return certificate.metricDaysToExpiry().with({ dimensionsMap: { CertificateArn } });
}
