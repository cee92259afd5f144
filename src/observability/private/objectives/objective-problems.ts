import { Duration } from 'aws-cdk-lib';
import { IMetric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { BurnRates, inWords } from './burn-rates';
import { expressionProblems } from './expression-problems';
import { lateProblem } from './late-problems';
import { regionProblem } from './region-problem';
import { RequestAlarms, RequestMetrics } from '../../../core';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { missingProblem, requiredTypeProblem } from '../../../core/private/checks/required-props';
import { BOOLEAN, instance, NUMBER, OPTIONS, TEXT, TEXTS, typeProblems } from '../../../core/private/checks/types';
import { isWhole, matches } from '../../../core/private/checks/values';
import type { BurnRate } from '../../burn-rate';
import type { ServiceLevel } from '../../service-level';
import type { ServiceLevelObjectiveProps } from '../../service-level-objective';
import { otherThanCount } from '../alarms/count-statistic';
import { REGION } from '../prop-types';

type Problems = Array<Problem | undefined>;

const METRIC = instance('an IMetric', 'toMetricConfig');
const LONGEST_WINDOW = Duration.days(1);
const MOST_FAILURES = 100_000;

/** Props of a `ServiceLevelObjective` of another type. */
export function objectiveTypeProblems(props: ServiceLevelObjectiveProps): Problems {
  const { metrics } = props;
  const burns = ['fastBurn', 'mediumBurn', 'slowBurn'] as const;
  return [
    ...typeProblems(props, {
      metrics: OPTIONS,
      level: instance('a ServiceLevel', '_objective'),
      objectiveName: TEXT,
      fastBurn: OPTIONS,
      mediumBurn: OPTIONS,
      slowBurn: OPTIONS,
      minimumFailures: NUMBER,
      expectedRequestsPerHour: NUMBER,
      ignoreSilence: BOOLEAN,
      silenceAfter: DURATION,
    }),
    lateProblem('minimumFailures', props.minimumFailures),
    lateProblem('expectedRequestsPerHour', props.expectedRequestsPerHour),
    lateProblem('silenceAfter', props.silenceAfter),
    ...(OPTIONS.has(metrics) ? metricTypeProblems(metrics) : []),
    ...burns.flatMap((name) => {
      const burn = props[name];
      return burn !== undefined && OPTIONS.has(burn) ? burnTypeProblems(name, burn) : [];
    }),
  ];
}

function metricTypeProblems(metrics: RequestMetrics): Problems {
  return [
    requiredTypeProblem('metrics.requests', metrics.requests, METRIC),
    requiredTypeProblem('metrics.failed', metrics.failed, METRIC),
    ...typeProblems(
      metrics,
      { responseTime: METRIC, requestTimeout: DURATION, region: REGION, alarms: OPTIONS },
      'metrics.',
    ),
    ...(OPTIONS.has(metrics.alarms) ? alarmTypeProblems(metrics.alarms!) : []),
  ];
}

function alarmTypeProblems({ source, failed, slow, outage }: RequestAlarms): Problems {
  const ids = Object.entries({ failed, slow, outage });
  return [
    requiredTypeProblem('metrics.alarms.source', source, instance('an IAlarmSource', 'alarmDefinitions')),
    ...ids.map(([name, value]) => requiredTypeProblem(`metrics.alarms.${name}`, value, TEXTS)),
  ];
}

function burnTypeProblems(name: string, { rate, window, shortWindow }: BurnRate): Problems {
  return [
    requiredTypeProblem(`${name}.rate`, rate, NUMBER),
    requiredTypeProblem(`${name}.window`, window, DURATION),
    requiredTypeProblem(`${name}.shortWindow`, shortWindow, DURATION),
    lateProblem(`${name}.rate`, rate),
    lateProblem(`${name}.window`, window),
    lateProblem(`${name}.shortWindow`, shortWindow),
  ];
}

/** Values of an objective, with defaults. */
export interface ObjectiveValues {
  readonly name: string;
  readonly burnRates: BurnRates;
  readonly minimumFailures: number;
  readonly silenceAfter?: Duration;
  /** Region of the stack. */
  readonly region: string;
}

/** The problem of a metric of the error budget, where there is none. */
export function noBudgetProblem({ _percentile, _within }: ServiceLevel): Problem | undefined {
  return problemIf(_percentile !== undefined, {
    code: 'service-level/no-budget',
    prop: 'level',
    value: `p${_percentile}`,
    allowed: 'must be an availability or a latency, because a percentile has no error budget',
    fix: `use ServiceLevel.latency(0.99, Duration.millis(${_within?.toMilliseconds({ integral: false })})) for one`,
  });
}

/** Contradictions of an objective. */
export function objectiveProblems(props: ServiceLevelObjectiveProps, values: ObjectiveValues): Problems {
  const { name, burnRates, minimumFailures, silenceAfter } = values;
  const { metrics, level, expectedRequestsPerHour } = props;
  const isNumber =
    expectedRequestsPerHour === undefined || (expectedRequestsPerHour > 0 && expectedRequestsPerHour < Infinity);
  const expected = isNumber ? expectedRequestsPerHour : undefined;
  return [
    problemIf(!matches(/^\w[\w .:/-]{0,59}$/, name), {
      code: 'service-level/name',
      prop: 'objectiveName',
      value: name,
      allowed:
        'must be up to 60 letters, digits, spaces and ._:/- after a letter or digit, because texts of alarms begin with it',
      fix: 'pass one such as api-availability',
    }),
    ...metricProblems(metrics, level),
    regionProblem(metrics, values.region),
    ...(level._percentile === undefined ? burnRateProblems(burnRates, level) : []),
    problemIf(!isWhole(minimumFailures, 1, MOST_FAILURES), {
      code: 'service-level/minimum-failures',
      prop: 'minimumFailures',
      value: minimumFailures,
      allowed: `must be a whole number from 1 to ${MOST_FAILURES}`,
      fix: 'pass one such as 10',
    }),
    problemIf(!isNumber, {
      code: 'service-level/expected-requests',
      prop: 'expectedRequestsPerHour',
      value: expectedRequestsPerHour,
      allowed: 'must be more than 0',
      fix: 'pass the requests of a quiet hour, or leave it out',
    }),
    guardProblem(minimumFailures, expected, burnRates),
    problemIf(props.ignoreSilence === true && props.silenceAfter !== undefined, {
      code: 'service-level/silence-ignored',
      prop: 'silenceAfter',
      value: props.silenceAfter && shown(props.silenceAfter),
      allowed: "cannot be given beside 'ignoreSilence' true, because no alarm has it",
      fix: 'remove one of the two',
    }),
    ...silenceProblems(silenceAfter, expected),
  ];
}

/** With these requests, an outage never has as many failures as the first page needs. */
function guardProblem(minimum: number, expected: number | undefined, { fast }: BurnRates): Problem | undefined {
  const most = Math.floor(((expected ?? Infinity) * seconds(fast.window)) / 3600);
  return problemIf(expected !== undefined && minimum > most, {
    code: 'service-level/guard-never-met',
    prop: 'minimumFailures',
    value: minimum,
    allowed: `cannot be more than ${most}, because 'expectedRequestsPerHour' is ${expected} and no more can fail in ${shown(fast.window)}`,
    fix: most > 0 ? `pass ${most} or fewer` : "pass a longer 'fastBurn.window'",
  });
}

function metricProblems({ requests, failed, ...metrics }: RequestMetrics, level: ServiceLevel): Problems {
  const { responseTime, responseTimeUnit, requestTimeout } = metrics;
  const within = level._within;
  const isKnown = within !== undefined && requestTimeout !== undefined && !requestTimeout.isUnresolved();
  return [
    countProblem('metrics.requests', requests),
    countProblem('metrics.failed', failed),
    ...(level._percentile === undefined ? expressionProblems({ requests, failed }, within !== undefined) : []),
    problemIf(responseTimeUnit !== undefined && ![Unit.SECONDS, Unit.MILLISECONDS].includes(responseTimeUnit), {
      code: 'service-level/response-time-unit',
      prop: 'metrics.responseTimeUnit',
      value: responseTimeUnit,
      allowed: 'must be Unit.SECONDS or Unit.MILLISECONDS',
      fix: 'pass one of these',
    }),
    within && missingProblem('metrics.responseTime', responseTime),
    problemIf(
      within !== undefined && responseTime !== undefined && responseTime.toMetricConfig().metricStat === undefined,
      {
        code: 'service-level/response-time',
        prop: 'metrics.responseTime',
        value: 'a math expression',
        allowed: 'must be a metric, because CloudWatch has no percentile rank of a math expression',
        fix: 'pass the metric with the response times',
      },
    ),
    problemIf(isKnown && seconds(within!) >= seconds(requestTimeout!), {
      code: 'service-level/within-timeout',
      prop: 'level',
      value: `within ${shown(within)}`,
      allowed: `must be shorter than the ${shown(requestTimeout)} after which a request is aborted, because the metric has no data point of a longer one`,
      fix: 'pass a ServiceLevel with a shorter time',
    }),
  ];
}

function countProblem(prop: string, metric: IMetric): Problem | undefined {
  const statistic = otherThanCount(metric);
  return problemIf(statistic !== undefined, {
    code: 'service-level/not-a-count',
    prop,
    value: statistic,
    allowed: 'must be a metric with the statistic Sum or SampleCount, because requests are counted',
    fix: "pass it with the statistic 'Sum'",
  });
}

function burnRateProblems(burnRates: BurnRates, { _objective }: ServiceLevel): Problems {
  const highest = Number((1 / (1 - _objective)).toFixed(1));
  const named = [
    ['fastBurn', burnRates.fast],
    ['mediumBurn', burnRates.medium],
    ['slowBurn', burnRates.slow],
  ] as const;
  const problems = named.flatMap(([name, { rate, window, shortWindow }], index) => [
    windowProblem(`${name}.window`, window),
    windowProblem(`${name}.shortWindow`, shortWindow),
    problemIf(!(rate > 1 && rate < highest), {
      code: 'service-level/burn-rate',
      prop: `${name}.rate`,
      value: rate,
      allowed: `must be more than 1, at which the budget lasts for the month, and less than 1/(1 - ${_objective}) = ${highest}, at which all requests fail`,
      fix: `pass one such as ${index === 2 ? 3 : 6}`,
    }),
    problemIf(seconds(shortWindow) >= seconds(window), {
      code: 'service-level/short-window',
      prop: `${name}.shortWindow`,
      value: shown(shortWindow),
      allowed: `must be shorter than the window, ${shown(window)}`,
      fix: 'pass about a twelfth of it',
    }),
  ]);
  return problems.some((problem) => problem !== undefined) ? problems : orderProblems(named);
}

/** A slower burn that is not slower, or is found before the faster one, would never be the one that notifies. */
function orderProblems(named: ReadonlyArray<readonly [string, BurnRate]>): Problems {
  const spent = ({ rate, window }: BurnRate) => rate * seconds(window);
  return named.slice(1).map(([name, burn], index) => {
    const [nameBefore, before] = named[index];
    return problemIf(burn.rate >= before.rate || spent(burn) <= spent(before), {
      code: 'service-level/burn-order',
      prop: name,
      value: `${burn.rate} over ${shown(burn.window)}`,
      allowed: `must be a lower rate than '${nameBefore}' over so much longer a window that it spends more of the budget`,
      fix: `pass a lower rate, and a window longer than ${shown(before.window)}`,
    });
  });
}

/** CloudWatch evaluates a window of up to a day once a minute, and a longer one once an hour. */
function windowProblem(prop: string, window: Duration): Problem | undefined {
  const length = seconds(window);
  return problemIf(length < 60 || length % 60 !== 0 || length > LONGEST_WINDOW.toSeconds(), {
    code: 'service-level/window',
    prop,
    value: shown(window),
    allowed: 'must be whole minutes, up to a day: CloudWatch evaluates a longer window only once an hour',
    fix: 'pass one such as Duration.hours(6)',
  });
}

function silenceProblems(silenceAfter: Duration | undefined, expected: number | undefined): Problems {
  if (silenceAfter === undefined) {
    return [];
  }
  const requests = (expected ?? Infinity) * (seconds(silenceAfter) / 3600);
  return [
    windowProblem('silenceAfter', silenceAfter),
    problemIf(requests < 1, {
      code: 'service-level/silence',
      prop: 'silenceAfter',
      value: shown(silenceAfter),
      allowed: `must be so long that a request arrives in it: 'expectedRequestsPerHour' is ${expected}`,
      fix: "pass a longer one, or 'ignoreSilence' true",
    }),
  ];
}

function seconds(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}

function shown(duration: Duration | undefined): string {
  if (duration === undefined || duration.isUnresolved()) {
    return 'the time';
  }
  return seconds(duration) % 60 === 0 && seconds(duration) > 0 ? inWords(duration) : `${seconds(duration)} seconds`;
}
