import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { GraphDefinition } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { accountOf } from '../sources/account-of';

const MOST_WIDGETS = 500;
const MOST_METRICS_A_WIDGET = 500;
const MOST_METRICS = 2500;
const OTHER_WIDGETS = 12; // text and alarms on top, and a title for each row

/** Limits of CloudWatch for a dashboard. Its name is unique in the account. */
export function dashboardProblems(
  owner: Construct,
  name: string,
  panels: Array<{ name: string; graph: GraphDefinition }>,
): Array<Problem | undefined> {
  const before = claimUnique(owner, ['dashboard', ...accountOf(owner), name], owner);
  const counts = panels.map(({ graph }) => graph.metrics.reduce((sum, metric) => sum + metricsIn(metric), 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [
    problemIf(before !== undefined, {
      code: 'observability/dashboard-name-taken',
      prop: 'namePrefix',
      value: name,
      allowed: `cannot be used twice in an account, and ${before} has a dashboard of that name`,
      fix: "choose another 'namePrefix' for one of the two",
    }),
    problemIf(panels.length + OTHER_WIDGETS > MOST_WIDGETS, {
      code: 'observability/too-many-widgets',
      prop: 'sources',
      value: `${panels.length} graphs`,
      allowed: `CloudWatch takes ${MOST_WIDGETS} widgets per dashboard, of which ${OTHER_WIDGETS} are text`,
      fix: 'move some of the sources to a BankObservability of their own',
    }),
    ...panels.map(({ name: source, graph }, index) =>
      problemIf(counts[index] > MOST_METRICS_A_WIDGET, {
        code: 'observability/too-many-metrics-in-a-graph',
        prop: `sources.${source}.graphDefinitions`,
        value: graph.title,
        allowed: `CloudWatch takes ${MOST_METRICS_A_WIDGET} metrics per graph, and it has ${counts[index]}`,
        fix: 'split it into several graphs',
      }),
    ),
    problemIf(total > MOST_METRICS, {
      code: 'observability/too-many-metrics',
      prop: 'sources',
      value: `${total} metrics`,
      allowed: `CloudWatch takes ${MOST_METRICS} metrics per dashboard`,
      fix: 'move some of the sources to a BankObservability of their own',
    }),
  ];
}

/** Number of metrics: one, and those in a math expression. */
function metricsIn(metric: IMetric): number {
  const { mathExpression } = metric.toMetricConfig();
  const inner = Object.values(mathExpression?.usingMetrics ?? {});
  return 1 + inner.reduce((sum, it) => sum + metricsIn(it), 0);
}
