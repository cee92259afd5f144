import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, TrafficTier } from '../../../core';
import type { StagedPipeline } from '../../staged-pipeline';

/** Executions that failed: the sum. */
export function failedExecutions(pipelineName: string, props: MetricOptions = {}): Metric {
  return new Metric({
    namespace: 'AWS/CodePipeline',
    metricName: 'FailedPipelineExecutions',
    dimensionsMap: { PipelineName: pipelineName },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
    ...props,
  });
}

/** A ticket: what runs goes on running. */
export function pipelineAlarms(pipeline: StagedPipeline): AlarmDefinition[] {
  return [
    {
      id: 'PipelineFailed',
      metric: pipeline.metricFailedExecutions(),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      severity: AlarmSeverity.TICKET,
      symptom: 'A release has stopped on its way: a deployment or an approval failed, or an alarm of a wave fired.',
      runbookAnchor: 'pipeline-failed',
    },
  ];
}

/** Executions that failed. */
export function pipelineGraphs(pipeline: StagedPipeline): GraphDefinition[] {
  return [
    {
      tier: TrafficTier.ACCOUNT,
      title: 'Failed executions of the pipeline',
      healthy: 'No execution fails.',
      metrics: [pipeline.metricFailedExecutions()],
    },
  ];
}
