import { Duration, Token } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { errorRate, functionMetric } from './function-metrics';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';

/** What alarms and graphs need to know of a function. */
export interface ObservedFunction {
  readonly functionName: string;
  readonly logGroupName: string;
  readonly timeout: Duration;
  readonly errorSeverity: AlarmSeverity;
}

/** Alarms of a function, the most urgent one first. */
export function functionAlarms(observed: ObservedFunction): AlarmDefinition[] {
  const { functionName, logGroupName, errorSeverity, timeout } = observed;
  const usual = {
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no invocation
    logGroupName,
    notifyOnRecovery: true,
  };
  return [
    {
      ...usual,
      id: 'Errors',
      metric: errorRate(functionName),
      threshold: 5,
      datapointsToAlarm: 2,
      severity: errorSeverity,
      symptom: `More than one invocation of ${functionName} in twenty fails.`,
      runbookAnchor: 'function-errors',
    },
    {
      ...usual,
      id: 'Throttles',
      metric: functionMetric(functionName, 'Throttles'),
      threshold: 0,
      severity: errorSeverity,
      symptom: `Lambda refuses invocations of ${functionName}: it runs as often at once as it may.`,
      runbookAnchor: 'function-throttles',
    },
    ...(timeout.isUnresolved() || Token.isUnresolved(timeout.toMilliseconds())
      ? []
      : [
          {
            ...usual,
            id: 'NearTimeout',
            metric: functionMetric(functionName, 'Duration', { statistic: Stats.MAXIMUM }),
            threshold: timeout.toMilliseconds() * 0.9,
            severity: AlarmSeverity.TICKET,
            symptom: `Invocations of ${functionName} take more than 90 % of its timeout: soon Lambda ends them in the middle of work.`,
            runbookAnchor: 'function-near-timeout',
          },
        ]),
  ];
}

/** Dashboard graphs of a function. */
export function functionGraphs({ functionName }: ObservedFunction): GraphDefinition[] {
  const metric = (name: string, label: string, statistic: string = Stats.SUM) => {
    return functionMetric(functionName, name, { label, statistic });
  };
  return [
    {
      tier: TrafficTier.FUNCTION,
      title: `${functionName}: invocations`,
      healthy: 'none fails, none is refused',
      metrics: [metric('Invocations', 'invocations'), metric('Errors', 'failed'), metric('Throttles', 'refused')],
    },
    {
      tier: TrafficTier.FUNCTION,
      title: `${functionName}: duration, in milliseconds`,
      healthy: 'well below the timeout',
      metrics: [metric('Duration', 'median', 'p50'), metric('Duration', 'longest', Stats.MAXIMUM)],
    },
    {
      tier: TrafficTier.FUNCTION,
      title: `${functionName}: invocations at once`,
      healthy: 'below the reserved concurrency',
      metrics: [metric('ConcurrentExecutions', 'at once', Stats.MAXIMUM)],
    },
  ];
}

/** First queries to the log group of a function. */
export function functionLogQueries({ logGroupName }: ObservedFunction): LogQueryDefinition[] {
  return [
    {
      question: 'What are the last errors',
      logGroupName,
      commands: [
        'fields @timestamp, @requestId, @message',
        'filter @message like /(?i)(error|exception|fatal|unhandled|task timed out)/',
        'sort @timestamp desc',
        'limit 100',
      ],
    },
    {
      question: 'Which invocations took longest, and how much memory',
      logGroupName,
      commands: [
        'filter @type = "REPORT"',
        'fields @timestamp, @requestId, @duration, @initDuration, @maxMemoryUsed / @memorySize * 100 as memoryPercent',
        'sort @duration desc',
        'limit 50',
      ],
    },
  ];
}
