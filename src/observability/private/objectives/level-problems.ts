import { Duration } from 'aws-cdk-lib';
import { MONTH } from './burn-rates';
import { Problem, problemIf } from '../../../core/private/checks/problems';

/** Objectives whose burn rates are alarms in time. */
const LOWEST = 0.95;
const HIGHEST = 0.9995;
/** Burn rate of the page, and minutes from an outage to the page: what decides the range. */
const PAGE_AT = 14.4;
const MINUTES_TO_PAGE = 3;

/** The problem of an objective that no burn rate alarms in time, with the arithmetic. */
export function levelProblem(objective: number, within?: Duration): Problem | undefined {
  const isLow = !(objective >= LOWEST);
  const budget = (1 - objective) * MONTH.toMinutes();
  const arithmetic = isLow
    ? `with all requests failing the budget burns at 1/(1 - objective) = ${rounded(1 / (1 - objective))} times its rate, and a page needs ${PAGE_AT} for most of an hour`
    : `in 30 days it allows an outage of ${rounded(budget)} minutes, and a page comes after about ${MINUTES_TO_PAGE}`;
  const isPercent = objective >= 100 * LOWEST && objective <= 100;
  const isShare = objective >= 0 && objective < 1;
  return problemIf(isLow || objective > HIGHEST, {
    code: 'service-level/objective',
    prop: 'objective',
    value: objective,
    allowed: `must be from ${LOWEST} to ${HIGHEST}${isShare ? `: ${arithmetic}` : ''}`,
    fix: fixFor(objective, isPercent, within),
  });
}

/** The problem of a percentile that is none, or has an error budget. */
export function percentileProblem(percentile: number, within: Duration): Problem | undefined {
  const share = rounded(percentile / 100, 6);
  const isShare = percentile > 0 && percentile < 1;
  const isObjective = percentile >= 100 * LOWEST && percentile <= 100 * HIGHEST;
  const fix = isObjective
    ? `use ServiceLevel.latency(${share}, ${shown(within)}), which pages by its error budget`
    : `pass ${isShare ? `${rounded(100 * percentile, 6)}` : 'one such as 50'}`;
  return problemIf(!(percentile >= 1 && percentile < 100 * LOWEST), {
    code: 'service-level/percentile',
    prop: 'percentile',
    value: percentile,
    allowed: `must be from 1 to less than ${100 * LOWEST}, in percent`,
    fix,
  });
}

/** The problem of a time that no answer takes. */
export function withinProblem(within: Duration): Problem | undefined {
  const milliseconds = within.toMilliseconds({ integral: false });
  return problemIf(!(milliseconds > 0), {
    code: 'service-level/within',
    prop: 'within',
    value: `${milliseconds} milliseconds`,
    allowed: 'must be longer than 0, because no answer is that fast',
    fix: 'pass one such as Duration.millis(500)',
  });
}

function fixFor(objective: number, isPercent: boolean, within?: Duration): string {
  if (isPercent) {
    return `pass a share, ${Math.min(rounded(objective / 100, 6), HIGHEST)}`;
  }
  return within && objective > 0 && objective < LOWEST
    ? `use ServiceLevel.percentile(${rounded(100 * objective, 6)}, ${shown(within)}), a plain alarm`
    : `pass one such as 0.999`;
}

function shown(within: Duration): string {
  return `Duration.millis(${within.toMilliseconds({ integral: false })})`;
}

function rounded(value: number, digits: number = 1): number {
  return Number(value.toFixed(digits));
}
