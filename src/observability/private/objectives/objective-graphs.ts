import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { budgetLeft, burnRate, monthlyBudgetLeft } from './budget-metrics';
import { withStatistic } from './counted-requests';
import type { ObservedObjective } from './objective-alarms';
import { GraphDefinition, TrafficTier } from '../../../core';

/** Graphs of an objective, the budget first. */
export function objectiveGraphs(objective: ObservedObjective): GraphDefinition[] {
  const { level, metrics } = objective;
  const graphs = level._percentile === undefined ? budgetGraphs(objective) : [percentileGraph(objective)];
  return graphs.map((graph) => ({ ...graph, region: metrics.region, tier: TrafficTier.OBJECTIVES }));
}

/** A month has up to 31 days, so the budget of 30 days has a graph of its own. */
function budgetGraphs({ name, budget, burnRates }: ObservedObjective) {
  return [
    {
      title: `Error budget of ${name}, 30 days`,
      healthy: 'ends above 0: what is left of the budget of the last 30 days, in percent',
      metrics: [budgetLeft(budget)],
      timeRange: Duration.days(30),
      minimum: -100,
    },
    {
      title: `Error budget of ${name}, this month`,
      healthy: 'ends above 0: what is left of the budget since the first of the month, UTC, in percent',
      metrics: [monthlyBudgetLeft(budget)],
      timeRange: Duration.days(31),
      minimum: -100,
    },
    {
      title: `Burn rate of ${name}`,
      healthy: `is below 1 on most days; ${burnRates.fast.rate} pages`,
      metrics: [burnRate(budget, { period: Duration.hours(1), label: 'Over 1 hour' })],
    },
  ];
}

function percentileGraph({ name, level, metrics }: ObservedObjective) {
  const { _percentile, _within } = level;
  return {
    title: `Response time of ${name}`,
    healthy: `is below ${_within!.toMilliseconds({ integral: false })} ms`,
    metrics: [
      withStatistic(metrics, Stats.percentile(_percentile!)).with({
        period: Duration.minutes(5),
        label: `p${_percentile}`,
      }),
    ],
  };
}
