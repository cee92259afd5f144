import { Duration, Token } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmInput } from './alarm-inputs';
import { ALARM_PATH_ANCHOR } from './alarm-path';
import { LONGEST_DESCRIPTION, lengthOf } from './description';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { matches, isWhole } from '../../../core/private/checks/values';
import { EDGE_REGION } from '../../../core/private/stacks/edge-stack';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { Runbook } from '../../runbook';

const SEVERITIES = Object.values(AlarmSeverity);
/** Namespaces that exist in one region, whatever a metric of them says. */
const ONLY_IN: Record<string, string> = { 'AWS/CloudFront': EDGE_REGION, 'AWS/Route53': EDGE_REGION };
const LINKS = 500; // what the links in a description take, at most

/** What is wrong with the alarms that a source defines. */
export function alarmProblems(source: AlarmInput, runbook: Runbook): Array<Problem | undefined> {
  return source.alarms.flatMap((definition, index) => {
    const prop = `sources.${source.name}.alarmDefinitions.${definition.id ?? index}`;
    return [
      ...identityProblems(definition, source, prop),
      ...windowProblems(definition, prop),
      ...explanationProblems(definition, source, prop),
      problemIf(!SEVERITIES.includes(definition.severity), {
        code: 'observability/severity',
        prop: `${prop}.severity`,
        value: definition.severity,
        allowed: 'nothing routes an alarm of that severity',
        fix: `take one of ${SEVERITIES.join(', ')}`,
      }),
      problemIf(runbook.lacks(definition.runbookAnchor), {
        code: 'observability/no-runbook',
        prop: `${prop}.runbookAnchor`,
        value: definition.runbookAnchor,
        allowed: `the runbook ${runbook.url} has no heading with that anchor`,
        fix: "write the heading, or pass 'runbook' with a runbook of your own that has it",
      }),
    ];
  });
}

/** Alarms on the alarm path lead somewhere too. */
export function alarmPathProblem(runbook: Runbook): Problem | undefined {
  return problemIf(runbook.lacks(ALARM_PATH_ANCHOR), {
    code: 'observability/no-runbook',
    prop: 'runbook',
    value: runbook.url,
    allowed: `it has no heading with the anchor ${ALARM_PATH_ANCHOR}, to which the alarms on failed deliveries lead`,
    fix: 'write the heading "Alarm path broken"',
  });
}

function identityProblems(definition: AlarmDefinition, source: AlarmInput, prop: string): Array<Problem | undefined> {
  const { id, metric, region, symptom } = definition;
  const made = region ?? source.stack.region;
  const watched = [metric, ...(definition.suppressedAfter ? [definition.suppressedAfter] : [])];
  const told = watched.flatMap(regionsOf).find((it) => areDifferent(it, made));
  const { statistic } = definition.suppressedAfter?.toMetricConfig().metricStat ?? { statistic: 'Sum' };
  return [
    problemIf(!matches(/^[A-Za-z0-9-]{1,100}$/, id), {
      code: 'observability/alarm-id',
      prop: `${prop}.id`,
      value: id,
      allowed: 'the name of an alarm ends in it: 1 to 100 letters, digits and hyphens',
      fix: 'name the alarm in PascalCase, such as QueueTooLong',
    }),
    problemIf(source.alarms.filter((other) => other.id === id).length > 1, {
      code: 'observability/alarm-twice',
      prop: `${prop}.id`,
      value: id,
      allowed: 'two alarms of one source have that id, and would have one name',
      fix: 'give one of them another id',
    }),
    problemIf(told !== undefined, {
      code: 'observability/metric-elsewhere',
      prop: `${prop}.region`,
      value: made,
      allowed: `a metric that it looks at is in ${told}, and an alarm elsewhere never fires`,
      fix: `give the definition \`region: '${told}'\``,
    }),
    problemIf(!/^(sum|samplecount|n)$/i.test(statistic), {
      code: 'observability/muted-without-end',
      prop: `${prop}.suppressedAfter`,
      value: statistic,
      allowed: 'it mutes while it is above 0, and what is measured and not counted is above 0 for good',
      fix: "pass a metric that counts, with the statistic 'Sum'",
    }),
    problemIf(lengthOf(symptom) > LONGEST_DESCRIPTION - LINKS, {
      code: 'observability/symptom-too-long',
      prop: `${prop}.symptom`,
      value: Token.isUnresolved(symptom) ? 'a long text' : symptom,
      allowed: `with its links it has to fit into ${LONGEST_DESCRIPTION} characters: ${LONGEST_DESCRIPTION - LINKS} are left, and it has ${lengthOf(symptom)}`,
      fix: 'say in one sentence what users feel, and the rest in the runbook',
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
      allowed: 'CloudWatch takes 10, 20 and 30 seconds, and whole minutes',
      fix: 'take one of these',
    }),
    problemIf(!isWhole(evaluationPeriods, 1, Number.MAX_SAFE_INTEGER), {
      code: 'observability/evaluation-periods',
      prop: `${prop}.evaluationPeriods`,
      value: evaluationPeriods,
      allowed: 'CloudWatch looks at whole periods, one at least',
      fix: 'take 1 or more',
    }),
    problemIf(evaluationPeriods * seconds > longest * 86_400, {
      code: 'observability/window',
      prop: `${prop}.evaluationPeriods`,
      value: evaluationPeriods,
      allowed: `with periods of ${seconds} seconds CloudWatch looks back ${longest === 1 ? 'one day' : 'seven days'} at most`,
      fix: `take ${Math.floor((longest * 86_400) / seconds)} or fewer`,
    }),
    problemIf(datapointsToAlarm !== undefined && !isWhole(datapointsToAlarm, 1, evaluationPeriods), {
      code: 'observability/datapoints',
      prop: `${prop}.datapointsToAlarm`,
      value: datapointsToAlarm,
      allowed: `it is one at least, and not more than the ${evaluationPeriods} periods that are looked at`,
      fix: `take a number from 1 to ${evaluationPeriods}`,
    }),
  ];
}

function explanationProblems(
  definition: AlarmDefinition,
  source: AlarmInput,
  prop: string,
): Array<Problem | undefined> {
  const { id, suppressedBy = [], severity } = definition;
  const regionOf = (it: AlarmDefinition) => it.region ?? source.stack.region;
  return suppressedBy.flatMap((other) => {
    const cause = source.alarms.find((it) => it.id === other);
    const told = { prop: `${prop}.suppressedBy`, value: other };
    return [
      problemIf(cause === undefined || other === id, {
        ...told,
        code: 'observability/unknown-cause',
        allowed: 'it is none of the other alarms of the source',
        fix: `take some of ${source.alarms.map((it) => it.id).join(', ')}`,
      }),
      problemIf(cause !== undefined && areDifferent(regionOf(cause), regionOf(definition)), {
        ...told,
        code: 'observability/cause-elsewhere',
        allowed: 'it is made in another region, and an alarm cannot look there',
        fix: 'leave it out',
      }),
      problemIf(cause !== undefined && cause.severity !== severity && severity === AlarmSeverity.PAGE, {
        ...told,
        code: 'observability/quieter-cause',
        allowed: 'it is a ticket, and would keep a page from waking somebody',
        fix: 'leave it out, or make it a page',
      }),
      problemIf(cause !== undefined && other !== id && causesOf(cause, source).has(id), {
        ...told,
        code: 'observability/explained-in-a-circle',
        allowed: `it is itself explained by ${id}: with both on, neither would call`,
        fix: 'leave one of the two out',
      }),
    ];
  });
}

/** What explains an alarm, and what explains that. */
function causesOf(definition: AlarmDefinition, source: AlarmInput, known = new Set<string>()): Set<string> {
  for (const id of definition.suppressedBy ?? []) {
    const cause = source.alarms.find((it) => it.id === id);
    if (cause && !known.has(id)) {
      known.add(id);
      causesOf(cause, source, known);
    }
  }
  return known;
}

/** The regions that a metric, or those that an expression is over, name. */
function regionsOf(metric: IMetric): string[] {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  const inner = Object.values(mathExpression?.usingMetrics ?? {}).flatMap(regionsOf);
  const region = metricStat && (ONLY_IN[metricStat.namespace] ?? metricStat.region);
  return region === undefined ? inner : [region, ...inner];
}

/** The period of a metric, or of an expression over metrics. */
function periodOf(metric: IMetric): Duration {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  return metricStat?.period ?? Duration.seconds(mathExpression?.period ?? 300);
}
