import { Duration, Token } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { ALARM_PATH_ANCHOR } from './alarm-path';
import { conditionProblems, suppressionProblems } from './condition-problems';
import { otherThanCount } from './count-statistic';
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
  const statistic = otherThanCount(definition.suppressedAfter);
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
    problemIf(statistic !== undefined, {
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

/** Regions of a metric, or of the metrics in a math expression. */
export function regionsOf(metric: IMetric): string[] {
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
