import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Budget, burnRate, steadyBurnRate } from './budget-metrics';
import { BurnRates, inWords, spentPercent } from './burn-rates';
import { ALL_REQUESTS, boundOf, withStatistic } from './counted-requests';
import { inPeriod } from './in-period';
import { AlarmDefinition, AlarmSeverity, RequestMetrics } from '../../../core';
import type { BurnRate } from '../../burn-rate';
import type { ServiceLevel } from '../../service-level';

/** After failures have ended, an alarm on a short window stays on for this long: one that wavers notifies once. */
const HOLD = Duration.hours(1);
const ABOVE = { comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
const NO_DATA_IS_GOOD = { treatMissingData: TreatMissingData.NOT_BREACHING };

/** An objective, as its alarms need it. */
export interface ObservedObjective {
  readonly name: string;
  readonly level: ServiceLevel;
  readonly metrics: RequestMetrics;
  readonly budget: Budget;
  readonly burnRates: BurnRates;
  readonly minimumFailures: number;
  /** Time without a request after which an alarm says so; undefined for none. */
  readonly silenceAfter?: Duration;
}

/** The alarms of an objective, the page first. */
export function objectiveAlarms(objective: ObservedObjective): AlarmDefinition[] {
  const { level, metrics, silenceAfter } = objective;
  const alarms = [
    ...(level._percentile === undefined ? burnAlarms(objective) : [percentileAlarm(objective, level._percentile)]),
    ...(silenceAfter ? [silenceAlarm(objective, silenceAfter)] : []),
  ];
  return alarms.map((alarm) => ({ ...alarm, region: metrics.region }));
}

/**
 * A page for a fast burn or one that is half as fast for longer, and a ticket for a slow one. Each notifies while both of its
 * windows burn. The long window of the page suppresses the ticket: it stays on for longer than the short one of the ticket.
 */
function burnAlarms(objective: ObservedObjective): AlarmDefinition[] {
  const { name, burnRates } = objective;
  const { fast, medium, slow } = burnRates;
  const goes = (burn: BurnRate) => `${spentPercent(burn)} % of the 30-day budget goes in ${inWords(burn.window)}`;
  const page = { severity: AlarmSeverity.PAGE };
  const ticket = { severity: AlarmSeverity.TICKET };
  const condition = { actionsEnabled: false };
  return [
    {
      ...short(objective, fast),
      ...page,
      id: 'FastBurn',
      onlyWith: ['FastBurnLong'],
      alsoNotifiesFor: ['MediumBurn'],
      notifyOnRecovery: true,
      symptom: `${name}: so many requests ${missed(objective)} that ${goes(fast)}, or ${spentPercent(medium)} % in ${inWords(medium.window)}.`,
    },
    { ...long(objective, fast), ...page, ...condition, id: 'FastBurnLong' },
    { ...short(objective, medium), ...page, ...condition, id: 'MediumBurn', onlyWith: ['MediumBurnLong'] },
    { ...long(objective, medium), ...page, ...condition, id: 'MediumBurnLong' },
    {
      ...short(objective, slow),
      ...ticket,
      id: 'SlowBurn',
      onlyWith: ['SlowBurnLong'],
      suppressedBy: ['MediumBurnLong'],
      symptom: `${name}: so many requests ${missed(objective)} that ${goes(slow)}.`,
    },
    { ...long(objective, slow), ...ticket, ...condition, id: 'SlowBurnLong' },
  ];
}

/** Alarm on the short window: failures go on, at half the rate or more. The long window has decided that they are too many. */
function short(objective: ObservedObjective, { rate, shortWindow }: BurnRate) {
  const periods = Math.max(1, Math.ceil(HOLD.toMinutes() / shortWindow.toMinutes()));
  return {
    ...burnAlarm(objective, rate / 2, shortWindow),
    ...NO_DATA_IS_GOOD, // no requests
    metric: burnRate(objective.budget, { period: shortWindow, label: labelOf(shortWindow) }),
    evaluationPeriods: periods,
    datapointsToAlarm: 1,
  };
}

/** Alarm on the long window. CloudWatch evaluates it once a minute, as one period that ends with that minute. */
function long(objective: ObservedObjective, { rate, window }: BurnRate) {
  const { budget, minimumFailures } = objective;
  return {
    ...burnAlarm(objective, rate, window),
    metric: steadyBurnRate(budget, rate, minimumFailures, { period: window, label: labelOf(window) }),
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.IGNORE, // it keeps its state
  };
}

function burnAlarm({ name }: ObservedObjective, rate: number, period: Duration) {
  return {
    ...ABOVE,
    threshold: rate,
    symptom: `${name}: the error budget burns at more than ${rate} times its rate over ${inWords(period)}.`,
    runbookAnchor: 'error-budget-burns',
  };
}

function labelOf(period: Duration): string {
  return `Burn rate over ${inWords(period)}`;
}

/** Requests have stopped: users may not reach it, and not even a failure is counted. */
function silenceAlarm({ name, metrics }: ObservedObjective, period: Duration): AlarmDefinition {
  const { requests, failed } = metrics;
  return {
    id: 'Silence',
    metric: new MathExpression({
      expression: ALL_REQUESTS,
      usingMetrics: inPeriod({ requests, failed }, period),
      period,
      label: 'Requests',
    }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.BREACHING,
    severity: AlarmSeverity.TICKET,
    notifyOnRecovery: true,
    symptom: `${name}: no request has arrived for ${inWords(period)}, so that nothing says whether users are served.`,
    runbookAnchor: 'requests-have-stopped',
  };
}

/** A percentile of 15 minutes: a shorter time is one slow query. */
function percentileAlarm({ name, level, metrics }: ObservedObjective, percentile: number): AlarmDefinition {
  return {
    ...ABOVE,
    ...NO_DATA_IS_GOOD, // no requests
    id: 'ResponseTimeHigh',
    metric: withStatistic(metrics, Stats.percentile(percentile)).with({ period: Duration.minutes(5) }),
    threshold: boundOf(metrics, level._within!),
    evaluationPeriods: 3,
    severity: AlarmSeverity.TICKET,
    notifyOnRecovery: true,
    symptom: `${name}: for 15 minutes ${100 - percentile} % of requests took longer than ${level._within!.toMilliseconds({ integral: false })} ms.`,
    runbookAnchor: 'response-time-high',
  };
}

function missed({ level: { _within } }: ObservedObjective): string {
  return _within ? `take longer than ${_within.toMilliseconds({ integral: false })} ms` : 'fail';
}
