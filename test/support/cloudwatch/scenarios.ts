import { Minute, Traffic } from './traffic';

const HOUR = 60;
const DAY = 24 * HOUR;
const { floor } = Math; // in jest, a global is a slow look-up each time

/** Requests of an API before, during and after a cause, which begins at minute 0. */
export interface Scenario {
  readonly title: string;
  readonly traffic: Traffic;

  /** Minute at which the cause has ended; undefined where it goes on. */
  readonly ends?: number;

  /** Requests of 30 days of usual traffic. */
  readonly monthly: number;
}

type What = 'failed' | 'slow';

/** Time before a cause, so that every window is full, and after it, so that every alarm recovers. */
const [BEFORE, AFTER] = [DAY, DAY + 2 * HOUR];
const USUAL = 100;

/** What may happen to an API with 100 requests a minute, whose requests fail or are slow. */
export function scenarios(what: What): Scenario[] {
  const [does, doing] = what === 'failed' ? ['fails', 'fail'] : ['is slow', 'are slow'];
  return [
    steady(),
    usual(`All requests ${doing} for 5 minutes`, 5, () => 1, what),
    usual(`All requests ${doing} for 30 minutes`, 30, () => 1, what),
    usual(`20 % ${doing} for a minute`, 1, () => 0.2, what),
    usual(`1 % ${doing} for a day`, DAY, () => 0.01, what),
    usual(`10 % ${doing} for a day`, DAY, () => 0.1, what),
    usual(`A leak: from 0 to 1 % ${doing} within 5 days`, 5 * DAY, (minute) => (0.01 * minute) / (5 * DAY), what),
    night(`Night with 3 requests an hour, one of which ${does}`, what),
    silence(),
  ];
}

/** For a percentile: what moves the median, and what does not. */
export function slowScenarios(): Scenario[] {
  return [
    steady(),
    usual('40 % are slow for a day', DAY, () => 0.4, 'slow'),
    usual('60 % are slow for 5 minutes', 5, () => 0.6, 'slow'),
    usual('60 % are slow for an hour', HOUR, () => 0.6, 'slow'),
    night('Night with 3 requests an hour, one of which is slow', 'slow'),
    silence(),
  ];
}

function steady(): Scenario {
  return {
    title: 'Nothing happens for two days',
    traffic: new Traffic(-BEFORE, 2 * DAY, usualMinute),
    monthly: monthly(USUAL),
  };
}

function usual(title: string, ends: number, share: (minute: number) => number, what: What): Scenario {
  const countAt = whole((minute) => (minute >= 0 && minute < ends ? USUAL * share(minute) : 0));
  const traffic = new Traffic(-BEFORE, ends + AFTER, (minute) => ({ requests: USUAL, [what]: countAt(minute) }));
  return { title, traffic, ends, monthly: monthly(USUAL) };
}

/** Eight hours between two days. */
function night(title: string, what: What): Scenario {
  const traffic = new Traffic(-BEFORE, 2 * DAY, (minute) => {
    const time = (((minute + BEFORE) % DAY) + DAY) % DAY;
    if (time >= 8 * HOUR) return usualMinute();
    if (time % 20 !== 10) return { requests: 0 };
    return { requests: 1, [what]: minute >= 0 && time % HOUR === 50 ? 1 : 0 };
  });
  return { title, traffic, ends: 8 * HOUR, monthly: monthly((USUAL * 16) / 24) };
}

function silence(): Scenario {
  const traffic = new Traffic(-BEFORE, 2 * DAY, (minute) =>
    minute >= 0 && minute < 3 * HOUR ? { requests: 0 } : usualMinute(),
  );
  return { title: 'Requests stop for 3 hours', traffic, ends: 3 * HOUR, monthly: monthly(USUAL) };
}

function usualMinute(): Minute {
  return { requests: USUAL };
}

function monthly(perMinute: number): number {
  return perMinute * 30 * DAY;
}

/** Whole numbers with the same sum, as even as can be: requests are counted. */
export function whole(amountAt: (minute: number) => number): (minute: number) => number {
  let [sum, counted] = [0, 0];
  return (minute) => {
    sum += amountAt(minute);
    const count = floor(sum + 1e-9) - counted;
    counted += count;
    return count;
  };
}
