import { Duration } from 'aws-cdk-lib';
import type { BurnRate } from '../../burn-rate';

/** Month of an error budget. */
export const MONTH = Duration.days(30);

/** The burn rates of an objective: the first two page, the last one opens a ticket. */
export interface BurnRates {
  readonly fast: BurnRate;
  readonly medium: BurnRate;
  readonly slow: BurnRate;
}

/** 2 % of the budget of a month in an hour, 5 % in six, 10 % in a day. */
export const BURN_RATES: BurnRates = {
  fast: { rate: 14.4, window: Duration.hours(1), shortWindow: Duration.minutes(5) },
  medium: { rate: 6, window: Duration.hours(6), shortWindow: Duration.minutes(30) },
  slow: { rate: 3, window: Duration.days(1), shortWindow: Duration.hours(2) },
};

/** Percent of a month's budget that is spent when the long window is at its burn rate. */
export function spentPercent({ rate, window }: BurnRate): number {
  return Number(((100 * rate * window.toMinutes()) / MONTH.toMinutes()).toFixed(2));
}

/** A duration in words: "6 hours". */
export function inWords(duration: Duration): string {
  const minutes = duration.toMinutes();
  const [count, unit] = [
    [minutes / 1440, 'day'],
    [minutes / 60, 'hour'],
    [minutes, 'minute'],
  ].find(([amount]) => Number.isInteger(amount)) as [number, string];
  return count === 1 ? `${count} ${unit}` : `${count} ${unit}s`;
}
