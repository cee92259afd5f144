import { Duration } from 'aws-cdk-lib';
import { CfnPipeline, Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { WaveOptions } from '../../wave-options';

/** A wave that is in the pipeline. */
export interface AddedWave {
  readonly id: string;
  readonly options: WaveOptions;
}

/**
 * Ends the execution where an alarm is in ALARM after a wave. CDK Pipelines passes no conditions on to the stages it makes, so they
 * are written into the resource.
 *
 * The result is FAIL and not ROLLBACK: CodePipeline would deploy the templates of the execution before, and a migration never
 * goes back.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html
 */
export function stopOnAlarms(pipeline: Pipeline, waves: AddedWave[]): void {
  const resource = pipeline.node.defaultChild as CfnPipeline;
  for (const { id, options } of waves.filter(({ options: { alarms = [] } }) => alarms.length > 0)) {
    const last = lastStageOf(
      id,
      pipeline.stages.map(({ stageName }) => stageName),
    );
    resource.addPropertyOverride(`Stages.${last}.OnSuccess`, conditionsOf(id, options));
  }
}

/** A stage of CodePipeline has 50 actions: the CDK goes on in `<id>.2`, which is a wave of its own beside an `<id>`. */
function lastStageOf(id: string, names: string[]): number {
  if (names.includes(id)) return names.indexOf(id);
  const parts = names.filter((name) => name.startsWith(`${id}.`) && /^\d+$/.test(name.slice(id.length + 1)));
  return Math.max(...parts.map((name) => names.indexOf(name)));
}

function conditionsOf(id: string, { alarms = [], bakeTime = Duration.minutes(30) }: WaveOptions): object {
  const RuleTypeId = { Category: 'Rule', Owner: 'AWS', Provider: 'CloudWatchAlarm', Version: '1' };
  const Rules = alarms.map(({ alarmName, roleArn, region }, index) => ({
    Name: `${id.slice(0, 90)}-alarm-${index + 1}`,
    RuleTypeId,
    Configuration: { AlarmName: alarmName, AlarmStates: 'ALARM', WaitTime: String(bakeTime.toMinutes()) },
    RoleArn: roleArn,
    ...(region === undefined ? {} : { Region: region }),
  }));
  return { Conditions: [{ Result: 'FAIL', Rules }] };
}
