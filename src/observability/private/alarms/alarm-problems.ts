import { Duration, Token } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { ALARM_PATH_ANCHOR } from './alarm-path';
import { LONGEST_DESCRIPTION, lengthOf } from './description';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { matches, isWhole } from '../../../core/private/checks/values';
import { EDGE_REGION } from '../../../core/private/stacks/edge-stack';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { Runbook } from '../../runbook';
import { ObservedSource } from '../sources/observed-source';

const SEVERITIES = Object.values(AlarmSeverity);
/** Namespaces that exist in one region, whatever the region of a metric. */
const ONLY_IN: Record<string, string> = { 'AWS/CloudFront': EDGE_REGION, 'AWS/Route53': EDGE_REGION };
/**
 * CloudWatch takes 100 alarms in a rule, the alarm itself among them.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
const MOST_CONDITIONS = 99;
const LINKS = 500; // characters that the links in a description take, at most

/** Problems of the alarms that a source defines. */
export function alarmProblems(source: ObservedSource, runbook: Runbook): Array<Problem | undefined> {
  return source.alarms.flatMap((definition, index) => {
    const prop = `sources.${source.name}.alarmDefinitions.${definition.id ?? index}`;
    return [
      ...identityProblems(definition, source, prop),
      ...windowProblems(definition, prop),
      ...suppressionProblems(definition, source, prop),
      ...conditionProblems(definition, source, prop),
      problemIf(!SEVERITIES.includes(definition.severity), {
        code: 'observability/severity',
        prop: `${prop}.severity`,
        value: definition.severity,
        allowed: 'must be a severity that is routed',
        fix: `use one of ${SEVERITIES.join(', ')}`,
      }),
      problemIf(runbook._lacks(definition.runbookAnchor), {
        code: 'observability/no-runbook',
        prop: `${prop}.runbookAnchor`,
        value: definition.runbookAnchor,
        allowed: `must be the anchor of a heading in the runbook ${runbook.url}`,
        fix: "use an anchor of that page, or add the heading to a 'runbook' that begins with a copy of the library's docs/runbook.md",
      }),
    ];
  });
}

/** The runbook must have the heading that the alarms on failed deliveries link to. */
export function alarmPathProblem(runbook: Runbook): Problem | undefined {
  return problemIf(runbook._lacks(ALARM_PATH_ANCHOR), {
    code: 'observability/no-runbook',
    prop: 'runbook',
    value: runbook.url,
    allowed: `must have a heading with the anchor ${ALARM_PATH_ANCHOR}, because the alarms on failed deliveries link to it`,
    fix: 'add the heading "Alarm path broken", or begin with a copy of docs/runbook.md of the library',
  });
}

function identityProblems(
  definition: AlarmDefinition,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const { id, metric, region, symptom } = definition;
  const alarmRegion = region ?? source.stack.region;
  const metrics = [metric, ...(definition.suppressedAfter ? [definition.suppressedAfter] : [])];
  const metricRegion = metrics.flatMap(regionsOf).find((it) => areDifferent(it, alarmRegion));
  const { statistic } = definition.suppressedAfter?.toMetricConfig().metricStat ?? { statistic: 'Sum' };
  return [
    problemIf(!matches(/^[A-Za-z0-9-]{1,100}$/, id), {
      code: 'observability/alarm-id',
      prop: `${prop}.id`,
      value: id,
      allowed: 'must be 1 to 100 letters, digits and hyphens, because it is part of the name of the alarm',
      fix: 'choose a name in PascalCase, such as QueueTooLong',
    }),
    problemIf(source.alarms.filter((other) => other.id === id).length > 1, {
      code: 'observability/alarm-twice',
      prop: `${prop}.id`,
      value: id,
      allowed: 'must be unique among the alarms of a source',
      fix: 'choose another id for one of the two',
    }),
    problemIf(metricRegion !== undefined, {
      code: 'observability/metric-elsewhere',
      prop: `${prop}.region`,
      value: alarmRegion,
      allowed: `must be ${metricRegion}, the region of the metric: an alarm in another region never fires`,
      fix: `give the definition \`region: '${metricRegion}'\``,
    }),
    problemIf(!/^(sum|samplecount|n)$/i.test(statistic), {
      code: 'observability/muted-without-end',
      prop: `${prop}.suppressedAfter`,
      value: statistic,
      allowed:
        'must be a metric that counts events, because a measured value never falls back to 0 and would suppress for good',
      fix: "pass a metric with the statistic 'Sum'",
    }),
    problemIf(lengthOf(symptom) > LONGEST_DESCRIPTION - LINKS, {
      code: 'observability/symptom-too-long',
      prop: `${prop}.symptom`,
      value: Token.isUnresolved(symptom) ? 'a long text' : symptom,
      allowed: `must be up to ${LONGEST_DESCRIPTION - LINKS} characters, which leaves room for links in the description, and has ${lengthOf(symptom)}`,
      fix: 'describe in one sentence what users notice, and move the rest to the runbook',
    }),
  ];
}

function windowProblems(definition: AlarmDefinition, prop: string): Array<Problem | undefined> {
  const { evaluationPeriods, datapointsToAlarm } = definition;
  const seconds = periodOf(definition.metric).toSeconds();
  const longest = seconds >= 3600 ? 7 : 1;
  return [
    problemIf(![10, 20, 30].includes(seconds) && (seconds < 60 || seconds % 60 !== 0), {
      code: 'observability/period',
      prop: `${prop}.metric.period`,
      value: seconds,
      allowed: 'must be 10, 20 or 30 seconds, or whole minutes',
      fix: 'use one of these',
    }),
    problemIf(!isWhole(evaluationPeriods, 1, Number.MAX_SAFE_INTEGER), {
      code: 'observability/evaluation-periods',
      prop: `${prop}.evaluationPeriods`,
      value: evaluationPeriods,
      allowed: 'must be a whole number, at least 1',
      fix: 'pass 1 or more',
    }),
    problemIf(evaluationPeriods * seconds > longest * 86_400, {
      code: 'observability/window',
      prop: `${prop}.evaluationPeriods`,
      value: evaluationPeriods,
      allowed: `CloudWatch evaluates at most ${longest === 1 ? 'one day' : 'seven days'} with periods of ${seconds} seconds`,
      fix: `pass ${Math.floor((longest * 86_400) / seconds)} or fewer`,
    }),
    problemIf(datapointsToAlarm !== undefined && !isWhole(datapointsToAlarm, 1, evaluationPeriods), {
      code: 'observability/datapoints',
      prop: `${prop}.datapointsToAlarm`,
      value: datapointsToAlarm,
      allowed: `must be at least 1 and at most the ${evaluationPeriods} evaluation periods`,
      fix: `pass a number from 1 to ${evaluationPeriods}`,
    }),
  ];
}

function suppressionProblems(
  definition: AlarmDefinition,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const { id, suppressedBy = [], severity } = definition;
  return suppressedBy.flatMap((other) => {
    const cause = source.alarms.find((it) => it.id === other);
    const about = { prop: `${prop}.suppressedBy`, value: other };
    const isQuieter = cause?.severity !== severity && severity === AlarmSeverity.PAGE;
    return [
      ...otherAlarmProblems(definition, other, source, about.prop),
      problemIf(cause !== undefined && isQuieter, {
        ...about,
        code: 'observability/suppressed-by-quieter',
        allowed: 'cannot be a ticket, because it would suppress a page',
        fix: 'remove it, or make it a page',
      }),
      problemIf(cause?.actionsEnabled === false, {
        ...about,
        code: 'observability/suppressed-by-silent',
        allowed: 'cannot be an alarm that does not notify, because then neither would',
        fix: "remove it, or leave its 'actionsEnabled' out",
      }),
      problemIf(cause !== undefined && other !== id && causesOf(cause, source).has(id), {
        ...about,
        code: 'observability/explained-in-a-circle',
        allowed: `cannot be suppressed by ${id} itself: with both in ALARM, neither would notify`,
        fix: 'remove one of the two',
      }),
    ];
  });
}

/** Problems of the conditions under which an alarm notifies, and of an alarm that is a condition alone. */
function conditionProblems(
  definition: AlarmDefinition,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const { id, onlyWith = [], suppressedBy = [], suppressedAfter, actionsEnabled } = definition;
  const about = { prop: `${prop}.onlyWith`, value: onlyWith };
  const contradicting = onlyWith.find((other) => suppressedBy.includes(other));
  const twice = onlyWith.find((other, index) => onlyWith.indexOf(other) < index);
  const isCondition = source.alarms.some((it) => it.actionsEnabled !== false && it.onlyWith?.includes(id));
  const ofNotification = Object.entries({
    onlyWith: definition.onlyWith,
    suppressedBy: definition.suppressedBy,
    suppressedAfter,
  });
  const [unused] = ofNotification.find(([, value]) => actionsEnabled === false && value !== undefined) ?? [];
  return [
    ...onlyWith.flatMap((other) => otherAlarmProblems(definition, other, source, about.prop)),
    problemIf(definition.onlyWith?.length === 0, {
      ...about,
      code: 'observability/no-condition',
      allowed: 'must have the id of an alarm',
      fix: 'add one, or leave it out',
    }),
    problemIf(onlyWith.length > MOST_CONDITIONS, {
      ...about,
      value: `${onlyWith.length} alarms`,
      code: 'observability/too-many-conditions',
      allowed: 'CloudWatch takes 100 alarms in a rule, and this one is in it',
      fix: `name ${MOST_CONDITIONS} at most`,
    }),
    problemIf(contradicting !== undefined, {
      ...about,
      value: contradicting,
      code: 'observability/never-notifies',
      allowed: "cannot be in 'suppressedBy' too, because the alarm would never notify",
      fix: 'remove it from one of the two',
    }),
    problemIf(twice !== undefined, {
      ...about,
      value: twice,
      code: 'observability/condition-twice',
      allowed: 'must name each alarm once',
      fix: 'remove it once',
    }),
    problemIf(unused !== undefined, {
      prop: `${prop}.${unused}`,
      value: unused === 'suppressedAfter' ? 'a metric' : definition[unused as 'onlyWith' | 'suppressedBy'],
      code: 'observability/silent-with-conditions',
      allowed:
        "cannot be given beside 'actionsEnabled' false, because it is about notifications and this alarm sends none",
      fix: 'move it to the alarm that notifies',
    }),
    problemIf(actionsEnabled === false && !isCondition, {
      prop: `${prop}.actionsEnabled`,
      value: false,
      code: 'observability/alarm-without-use',
      allowed: "must be of an alarm that another one, which notifies, has in 'onlyWith'",
      fix: 'leave it out, so that the alarm notifies',
    }),
  ];
}

/** An alarm that another one names: of its source and region. */
function otherAlarmProblems(
  definition: AlarmDefinition,
  value: string,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const other = source.alarms.find((it) => it.id === value);
  const regionOf = (it: AlarmDefinition) => it.region ?? source.stack.region;
  const others = source.alarms.map(({ id }) => id).filter((id) => id !== definition.id);
  return [
    problemIf(other === undefined || value === definition.id, {
      prop,
      value,
      code: 'observability/unknown-cause',
      allowed: 'must be the id of another alarm of the source',
      fix: `use ${others.length > 0 ? `one of ${others.join(', ')}` : 'an alarm that the source has beside it'}`,
    }),
    problemIf(other !== undefined && areDifferent(regionOf(other), regionOf(definition)), {
      prop,
      value,
      code: 'observability/cause-elsewhere',
      allowed: 'cannot be an alarm of another region, because a composite alarm is regional',
      fix: 'leave it out',
    }),
  ];
}

/** Alarms that suppress an alarm, directly or through others. */
function causesOf(definition: AlarmDefinition, source: ObservedSource, known = new Set<string>()): Set<string> {
  for (const id of definition.suppressedBy ?? []) {
    const cause = source.alarms.find((it) => it.id === id);
    if (cause && !known.has(id)) {
      known.add(id);
      causesOf(cause, source, known);
    }
  }
  return known;
}

/** Regions of a metric, or of the metrics in a math expression. */
function regionsOf(metric: IMetric): string[] {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  const inner = Object.values(mathExpression?.usingMetrics ?? {}).flatMap(regionsOf);
  const region = metricStat && (ONLY_IN[metricStat.namespace] ?? metricStat.region);
  return region === undefined ? inner : [region, ...inner];
}

/** Period of a metric or of a math expression. */
function periodOf(metric: IMetric): Duration {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  return metricStat?.period ?? Duration.seconds(mathExpression?.period ?? 300);
}
