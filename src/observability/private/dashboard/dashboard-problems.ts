import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { GraphDefinition } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { accountOf } from '../alarms/claimed-names';

const MOST_WIDGETS = 500;
const MOST_METRICS_A_WIDGET = 500;
const MOST_METRICS = 2500;
const OTHER_WIDGETS = 12; // text and alarms on top, and a title for each row

/** What CloudWatch would refuse of a dashboard. Its name is one in the whole account. */
export function dashboardProblems(
  owner: Construct,
  name: string,
  drawn: Array<{ name: string; graph: GraphDefinition }>,
): Array<Problem | undefined> {
  const before = claimUnique(owner, ['dashboard', ...accountOf(owner), name], owner);
  const counts = drawn.map(({ graph }) => graph.metrics.reduce((sum, metric) => sum + metricsIn(metric), 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [
    problemIf(before !== undefined, {
      code: 'observability/dashboard-name-taken',
      prop: 'namePrefix',
      value: name,
      allowed: `${before} draws a dashboard of that name`,
      fix: "give one of the systems another 'namePrefix'",
    }),
    problemIf(drawn.length + OTHER_WIDGETS > MOST_WIDGETS, {
      code: 'observability/too-many-widgets',
      prop: 'sources',
      value: `${drawn.length} graphs`,
      allowed: `a dashboard takes ${MOST_WIDGETS} widgets, of which ${OTHER_WIDGETS} are text`,
      fix: 'observe a part of the sources by a BankObservability of its own',
    }),
    ...drawn.map(({ name: source, graph }, index) =>
      problemIf(counts[index] > MOST_METRICS_A_WIDGET, {
        code: 'observability/too-many-metrics-in-a-graph',
        prop: `sources.${source}.graphDefinitions`,
        value: graph.title,
        allowed: `a graph takes ${MOST_METRICS_A_WIDGET} metrics, and it has ${counts[index]}`,
        fix: 'make several graphs of it',
      }),
    ),
    problemIf(total > MOST_METRICS, {
      code: 'observability/too-many-metrics',
      prop: 'sources',
      value: `${total} metrics`,
      allowed: `a dashboard takes ${MOST_METRICS} metrics`,
      fix: 'observe a part of the sources by a BankObservability of its own',
    }),
  ];
}

/** The metric, and those that an expression is over. */
function metricsIn(metric: IMetric): number {
  const { mathExpression } = metric.toMetricConfig();
  const inner = Object.values(mathExpression?.usingMetrics ?? {});
  return 1 + inner.reduce((sum, it) => sum + metricsIn(it), 0);
}
