import { AlarmDefinition } from './alarm-definition';

/**
 * Source of alarms: a construct, or a plain object with `alarmDefinitions`, such as an alarm of your own that notifies the
 * topics of the library.
 *
 * @example
 * import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
 * import { AlarmSeverity } from 'rl-bank-constructs/core';
 * import { AlarmTarget, BankObservability } from 'rl-bank-constructs/observability';
 * import { BankApiService } from 'rl-bank-constructs/service';
 *
 * declare const api: BankApiService;
 *
 * const latencyP90 = {
 *   id: 'LatencyP90',
 *   metric: api.metricLatency({ statistic: 'p90' }),
 *   threshold: 1,
 *   comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
 *   evaluationPeriods: 3,
 *   treatMissingData: TreatMissingData.NOT_BREACHING,
 *   severity: AlarmSeverity.PAGE,
 *   symptom: 'One request in ten takes longer than a second.',
 *   runbookAnchor: 'api-latency',
 * };
 * new BankObservability(this, 'Observability', {
 *   namePrefix: 'prd-rl-bank',
 *   sources: { api, own: { alarmDefinitions: [latencyP90] } },
 *   page: [AlarmTarget.email('oncall@bank.example')],
 *   ticket: [AlarmTarget.email('platform@bank.example')],
 * });
 */
export interface IAlarmSource {
  /** Alarms, the most urgent one first. Their names are `<namePrefix>-<source>-<id>`, their thresholds `<source>-<id>`. */
  readonly alarmDefinitions: AlarmDefinition[];
}
