import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { RequestMetrics } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';

type Counts = Pick<RequestMetrics, 'requests' | 'failed'>;

/** A metric in an expression of a team. */
interface Named {
  readonly id: string;
  readonly prop: string;
  readonly key: string;
}

/** Ids that the expressions of an objective have for other metrics than `requests` and `failed`. */
const OWN_IDS = ['burn', 'inTime', 'failedInMonth', 'requestsInMonth'];
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html */
const MOST_METRICS = 10;

/** Problems of math expressions of a team: those of an objective contain them, and an alarm takes not all that a graph shows. */
export function expressionProblems({ requests, failed }: Counts, isLatency: boolean): Array<Problem | undefined> {
  // A latency has a metric of answers in place of those that failed.
  const counted: Counts | Pick<Counts, 'requests'> = isLatency ? { requests } : { requests, failed };
  const given = Object.entries<IMetric>(counted).map(([id, metric]) => ({ id, prop: `metrics.${id}`, metric }));
  const inner = given.flatMap(({ prop, metric }) => namedIn(metric, prop));
  const all = [...given.map(({ id, prop, metric }) => ({ id, prop, key: keyOf(metric) })), ...inner];
  const twice = inner.find(({ id, key }) => {
    return OWN_IDS.includes(id) || (isLatency && id === 'failed') || all.some((it) => it.id === id && it.key !== key);
  });
  const metrics = new Set(given.flatMap(({ metric }) => countedIn(metric)));
  const most = isLatency ? MOST_METRICS - 1 : MOST_METRICS;
  return [
    problemIf(twice !== undefined, {
      code: 'service-level/id-twice',
      prop: twice?.prop ?? '',
      value: twice?.id,
      allowed: 'cannot be the id of two metrics, because the expressions of the objective contain this one',
      fix: 'rename it in the math expression',
    }),
    problemIf(metrics.size > most, {
      code: 'service-level/too-many-metrics',
      prop: 'metrics',
      value: `${metrics.size} metrics`,
      allowed: `must be ${most} or fewer, because CloudWatch takes ${MOST_METRICS} in the expression of an alarm`,
      fix: 'publish a sum of them as a metric of your own',
    }),
    ...given.map(({ prop, metric }) => {
      const expression = expressionsIn(metric).find((it) => /\b(SEARCH|METRICS)\(/i.test(it));
      return problemIf(expression !== undefined, {
        code: 'service-level/search',
        prop,
        value: expression,
        allowed:
          'cannot have METRICS(), which would also find the metrics of the objective, or SEARCH(), which no alarm takes',
        fix: 'name each metric in the math expression',
      });
    }),
  ];
}

function namedIn(metric: IMetric, prop: string): Named[] {
  const { usingMetrics = {} } = metric.toMetricConfig().mathExpression ?? {};
  return Object.entries(usingMetrics).flatMap(([id, it]) => [{ id, prop, key: keyOf(it) }, ...namedIn(it, prop)]);
}

function countedIn(metric: IMetric): string[] {
  const { usingMetrics } = metric.toMetricConfig().mathExpression ?? {};
  return usingMetrics ? Object.values(usingMetrics).flatMap(countedIn) : [keyOf(metric)];
}

function expressionsIn(metric: IMetric): string[] {
  const { expression, usingMetrics = {} } = metric.toMetricConfig().mathExpression ?? {};
  return expression === undefined ? [] : [expression, ...Object.values(usingMetrics).flatMap(expressionsIn)];
}

/** What makes a metric another one. All get the period of the expression that contains them. */
function keyOf(metric: IMetric): string {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  const { namespace, metricName, dimensions, statistic, account, region } = metricStat ?? {};
  const inner = Object.entries(mathExpression?.usingMetrics ?? {}).map(([id, it]) => [id, keyOf(it)]);
  return JSON.stringify([
    namespace,
    metricName,
    dimensions,
    statistic,
    account,
    region,
    mathExpression?.expression,
    inner,
  ]);
}
