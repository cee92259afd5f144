import * as fc from 'fast-check';
import { AlarmTemplate, withAvailability } from './objectives';
import { whole } from './scenarios';
import { simulate, Simulation } from './simulate';
import { Minute, Traffic } from './traffic';

const { cos, floor, max, min, PI, round } = Math; // in jest, a global is a slow look-up each time
const DAY = 24 * 60;
const MONTH = 30 * DAY;
const [FAST, MEDIUM] = [
  { rate: 14.4, window: 60 },
  { rate: 6, window: 6 * 60 },
];
const MINIMUM_FAILURES = 10;

/** Part of a rate at which a long window that is on stays on: failures that come back soon page for less. */
const STAYS_ON = 0.75;

/** An availability with traffic: requests a minute on average, and how much of that a day adds and a night takes. */
interface Setting {
  readonly objective: number;
  readonly rate: number;
  readonly swing: number;
  readonly noon: number;
  readonly isReversed: boolean;
}

const settings: fc.Arbitrary<Setting> = fc.record({
  objective: fc.integer({ min: 9500, max: 9995 }).map((it) => it / 10_000),
  rate: fc.double({ min: 0, max: 4, noNaN: true }).map((exponent) => 10 ** exponent),
  swing: fc.double({ min: 0, max: 0.9, noNaN: true }),
  noon: fc.integer({ min: 0, max: DAY - 1 }),
  isReversed: fc.boolean(),
});

/** A part of the time in which a share of requests fails. */
interface Burst {
  readonly from: number;
  readonly length: number;
  readonly share: number;
}

const bursts: fc.Arbitrary<Burst[]> = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 8 * 60 }),
    length: fc.integer({ min: 1, max: 4 * 60 }),
    share: fc.double({ min: -3.5, max: 0, noNaN: true }).map((exponent) => 10 ** exponent),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Parts of the budget of a minute. */
const parts = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));

/** Properties of the alarms of an availability of 99.9 %, and of any other from 95 to 99.95 %. */
export function objectiveProperties(template: AlarmTemplate) {
  return {
    quietWithinBudget: fc.property(settings, fc.array(parts, { minLength: 1, maxLength: 60 }), (setting, shares) => {
      const budget = 1 - setting.objective;
      const failedAt = (minute: number, requests: number) => {
        return floor(requests * budget * shares[(minute + DAY) % shares.length]);
      };
      return run(setting, 10 * 60, failedAt, { isForDays: true }).notifications.length === 0;
    }),

    pagesForSpentBudget: fc.property(settings, bursts, (setting, failing) => {
      const { pages, traffic } = run(setting, 12 * 60, (minute, requests) =>
        round(requests * shareOf(failing, minute)),
      );
      return pages.every((page, index) => {
        return [page, page - 1].some((minute) => isSpent(traffic, setting.objective, minute, index > 0 ? STAYS_ON : 1));
      });
    }),

    pagesBeforeTenPercent: fc.property(settings, fc.boolean(), (setting, isRefused) => {
      const busy = { ...setting, rate: max(setting.rate, 10.5 / (1 - setting.swing)) };
      const { pages, traffic } = run(busy, 3 * 60, (_, requests) => requests, { isRefused });
      // The month has the traffic of the outage: in a month of any other, a busy minute is more of the budget, or less.
      const spent = pages[0] / ((1 - setting.objective) * MONTH);
      return pages.length > 0 && spent < 0.1 && traffic.count('requests', -60, 0) > 0;
    }),

    onePageForOneCause: fc.property(
      settings,
      burns(),
      fc.integer({ min: 1, max: 30 * 60 }),
      (setting, burn, length) => {
        const budget = 1 - setting.objective;
        const busy = { ...setting, rate: max(setting.rate, STEADY_FAILURES / budget / (1 - setting.swing)) };
        const { pages } = run(busy, length + 7 * 60, evenly(length, min(1, burn * budget)));
        return pages.length <= 1;
      },
    ),

    recovers: fc.property(settings, bursts, (setting, failing) => {
      const end = max(...failing.map(({ from, length }) => from + length));
      const { transitions } = run(setting, end + DAY + 60, (minute, requests) => {
        return round(requests * shareOf(failing, minute));
      });
      return Object.values(transitions).every((states) => states.at(-1)!.state === 'OK');
    }),
  };

  /** A day of traffic, without a failure unless they go on for days, and then what fails. */
  function run(
    { objective, rate, swing, noon, isReversed }: Setting,
    to: number,
    failedAt: (minute: number, requests: number) => number,
    { isRefused = false, isForDays = false } = {},
  ): Simulation & { traffic: Traffic; pages: number[] } {
    const traffic = new Traffic(-DAY, to, (minute): Minute => {
      const curve = 1 + swing * cos((2 * PI * (minute - noon)) / DAY);
      const requests = max(1, round(rate * curve));
      const failed = minute < 0 && !isForDays ? 0 : failedAt(minute, requests);
      return isRefused ? { requests: requests - failed, refused: failed } : { requests, failed };
    });
    const simulation = simulate(withAvailability(template, 0.999, objective), traffic.source, {
      from: -5,
      to,
      isReversed,
    });
    const pages = simulation.notifications.filter(({ action, topic }) => action === 'ALARM' && /Page/.test(topic));
    return { ...simulation, traffic, pages: pages.map(({ minute }) => minute) };
  }
}

/** Failures a minute at a burn rate of 1, for which a long window has enough of them at the rates that page. */
const STEADY_FAILURES = 0.006;

/** Burn rates, many of them near one that pages: there, the count of a window wavers around it. */
function burns(): fc.Arbitrary<number> {
  const between = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
  return fc.oneof(between(0.1, 40), between(5.5, 6.5), between(13, 16), between(40, 2000));
}

/** A share of requests fails, as evenly as whole numbers can. */
function evenly(length: number, share: number) {
  let next: number;
  const failedAt = whole(() => next);
  return (minute: number, requests: number) => {
    next = minute < length ? requests * share : 0;
    return failedAt(minute);
  };
}

function shareOf(failing: Burst[], minute: number): number {
  return max(0, ...failing.map(({ from, length, share }) => (minute >= from && minute < from + length ? share : 0)));
}

/** A part of 2 % of the budget of a month in the last hour, or of 5 % in six, of months with the traffic of these hours. */
function isSpent(traffic: Traffic, objective: number, minute: number, part: number): boolean {
  return [FAST, MEDIUM].some(({ rate, window }) => {
    const failed = traffic.count('failed', minute - window, minute - 1);
    const requests = traffic.count('requests', minute - window, minute - 1);
    const monthly = (1 - objective) * requests * (MONTH / window);
    return failed >= MINIMUM_FAILURES / 2 && failed / monthly > (part * rate * window) / MONTH - 1e-9;
  });
}
