import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { budgetLeft, monthlyBudgetLeft } from '../../../../src/observability/private/objectives/budget-metrics';
import { compile, Point, Series, Value } from '../../../support/cloudwatch/metric-math';
import { metricOf } from '../../../support/observability';

const budget = {
  requests: metricOf('Requests').with({ statistic: 'Sum' }),
  failed: metricOf('Failed').with({ statistic: 'Sum' }),
  share: 0.01,
};

/** Requests and failures by the day, as "2026-03-01": a day that is not there has no data point. */
interface Month {
  readonly from: string;
  readonly days: number;
  readonly requests?: (date: string) => Point;
  readonly failed?: Record<string, number>;
}

/** The points of an expression by the day, from the templates' own metrics. */
function pointsOf(metric: MathExpression, { from, days, requests = () => 1000, failed = {} }: Month): Point[] {
  const times = Array.from({ length: days }, (_, day) => Date.parse(from) / 1000 + day * 86400);
  const dates = times.map((time) => new Date(time * 1000).toISOString().slice(0, 10));
  const valueOf = (it: IMetric): Value => {
    const { mathExpression, metricStat } = it.toMetricConfig();
    if (mathExpression) {
      return compile(mathExpression.expression).evaluate((id) => valueOf(mathExpression.usingMetrics[id]));
    }
    expect(metricStat!.period).toEqual(Duration.days(1));
    return new Series(
      metricStat!.metricName === 'Requests' ? dates.map(requests) : dates.map((date) => failed[date]),
      times,
    );
  };
  return (valueOf(metric) as Series).points.map((point) => point && Math.round(10 * point) / 10);
}

describe('what is left of the budget of the last 30 days', () => {
  // 1 % of 30,000 requests may fail: 300.
  const window = { from: '2026-02-10', days: 30 };

  test('is all of it without failures, and none where as many have failed as may', () => {
    expect(pointsOf(budgetLeft(budget), window)).toEqual(Array(30).fill(100));
    expect(pointsOf(budgetLeft(budget), { ...window, failed: { '2026-02-20': 300 } }).at(-1)).toBe(0);
  });

  test('falls on the days of failures, below 0 when more fail than may', () => {
    const points = pointsOf(budgetLeft(budget), { ...window, failed: { '2026-02-11': 60, '2026-03-02': 300 } });

    expect([0, 1, 19, 20, 29].map((day) => points[day])).toEqual([100, 80, 80, -20, -20]);
  });

  test('counts a day on which no request has reached a target by its failures', () => {
    const requests = (date: string) => (date === '2026-02-12' ? undefined : 1000);

    expect(pointsOf(budgetLeft(budget), { ...window, requests, failed: { '2026-02-12': 30 } }).at(-1)).toBe(89.7);
  });

  test('is no number while there is no request', () => {
    expect(pointsOf(budgetLeft(budget), { ...window, requests: () => undefined })).toEqual(Array(30).fill(undefined));
  });
});

describe('what is left of the budget of the calendar month', () => {
  const left = monthlyBudgetLeft(budget);

  test.each([
    ['on the first of March', '2026-01-30', { '2026-02-28': 100, '2026-03-01': 31 }, 90],
    ['in the middle of March', '2026-02-13', { '2026-02-28': 100, '2026-03-01': 31, '2026-03-14': 31 }, 80],
    ['on the 31st, with the 31st before', '2026-07-01', { '2026-07-01': 31, '2026-07-31': 31 }, 80],
    ['on the 30th', '2026-03-31', { '2026-03-31': 100, '2026-04-01': 31, '2026-04-30': 310 }, -10],
    ['at the end of February', '2026-01-29', { '2026-01-31': 100, '2026-02-01': 31 }, 90],
    ['in a year with 29 days of February', '2028-01-30', { '2028-01-31': 100, '2028-02-01': 31, '2028-02-29': 31 }, 80],
    ['in January', '2025-12-16', { '2025-12-31': 100, '2026-01-01': 31 }, 90],
  ])('counts failures since the first, of the requests of 31 days: %s', (_, from, failed, expected) => {
    expect(pointsOf(left, { from, days: 31, failed }).at(-1)).toBe(expected);
  });

  test('is all of it until the first, and after it where only earlier days have failures', () => {
    expect(pointsOf(left, { from: '2026-02-13', days: 31, failed: { '2026-02-20': 300 } })).toEqual(
      Array(31).fill(100),
    );
  });

  test('begins on the first when that day has no data point', () => {
    const requests = (date: string) => (/-(01|02)$/.test(date) ? undefined : 1000);
    const failed = { '2026-02-28': 100, '2026-03-05': 29 };

    expect(pointsOf(left, { from: '2026-02-13', days: 31, requests, failed }).at(-1)).toBe(90);
  });

  test('is that of the days there are, for a service without a month of requests', () => {
    const requests = (date: string) => (date >= '2026-03-10' ? 1000 : undefined);

    expect(pointsOf(left, { from: '2026-02-13', days: 31, requests, failed: { '2026-03-12': 12 } }).at(-1)).toBe(80);
  });
});
