import { createHash } from 'node:crypto';
import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** What metrics have to know of an API, or of one route of it. */
export interface MeteredApi {
  /** Name of the API in metrics. */
  readonly apiName: string;
  readonly stageName: string;
  /** The route; undefined for the whole API. */
  readonly route?: { readonly method: string; readonly path: string };
}

const PERIOD = Duration.minutes(5);

/** Fewer errors than this in a period count as none: one error in a quiet night is no error rate. */
const LEAST_ERRORS = { '5XXError': 5, '4XXError': 20 };

type Counted = 'Count' | '4XXError' | '5XXError' | 'Latency' | 'IntegrationLatency';

/** A metric of API Gateway, by API and stage, and by method and resource where it is of a route. */
export function apiMetric(
  { apiName, stageName, route }: MeteredApi,
  metricName: Counted,
  statistic: string,
  props: MetricOptions = {},
): Metric {
  return new Metric({
    period: PERIOD,
    statistic,
    ...props,
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: {
      ApiName: apiName,
      Stage: stageName,
      ...(route && { Method: route.method, Resource: route.path }),
    },
  });
}

/** Requests: the sum. */
export function requests(api: MeteredApi, props?: MetricOptions): Metric {
  return apiMetric(api, 'Count', Stats.SUM, props);
}

/** Time from request to response, in milliseconds. */
export function latency(api: MeteredApi, props?: MetricOptions): Metric {
  return apiMetric(api, 'Latency', Stats.percentile(99), props);
}

/** Requests that end in a 5xx response, in percent. */
export function serverErrorRate(api: MeteredApi, props?: MetricOptions): MathExpression {
  return shareOf(api, '5XXError', 'Server errors, in percent', props);
}

/** Requests that end in a 4xx response, in percent. */
export function clientErrorRate(api: MeteredApi, props?: MetricOptions): MathExpression {
  return shareOf(api, '4XXError', 'Client errors, in percent', props);
}

function shareOf(
  api: MeteredApi,
  errors: '4XXError' | '5XXError',
  label: string,
  props: MetricOptions = {},
): MathExpression {
  const { period = PERIOD, account, region, unit } = props;
  const source = { period, account, region, unit };
  const suffix = suffixOf(api.route);
  const [failed, all] = [`${errors === '5XXError' ? 'server' : 'client'}Errors${suffix}`, `requests${suffix}`];
  return new MathExpression({
    label,
    ...props,
    period,
    expression: `IF(${failed} >= ${LEAST_ERRORS[errors]}, 100 * ${failed} / ${all}, 0)`,
    usingMetrics: { [failed]: apiMetric(api, errors, Stats.SUM, source), [all]: requests(api, source) },
  });
}

/** What tells ids of metrics in one graph apart: CloudWatch takes small letters and digits. */
function suffixOf(route: MeteredApi['route']): string {
  return route
    ? createHash('sha256')
        .update(JSON.stringify([route.method, route.path]))
        .digest('hex')
        .slice(0, 8)
    : '';
}
