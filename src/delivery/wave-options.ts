import { Duration } from 'aws-cdk-lib';
import { WaveApproval } from './wave-approval';

/** Alarm of an account that a pipeline deploys to, by which a wave is judged. */
export interface WaveAlarm {
  /** Name of the CloudWatch alarm, of a metric or composite. */
  readonly alarmName: string;

  /**
   * ARN of a role in the account of the alarm with `DeployPermissions.readAlarms()`, which trusts the role of the pipeline by
   * `DeployTrust.fromPipelineRoleArn(…)`.
   */
  readonly roleArn: string;

  /**
   * Region of the alarm.
   * @default - the region of the pipeline
   */
  readonly region?: string;
}

/** Options of a wave of a `StagedPipeline`. */
export interface WaveOptions {
  /**
   * Whether a person approves before the wave. The first of several waves needs none; each later one has to say.
   * @default - no approval, which only the first of several waves may leave out
   */
  readonly approval?: WaveApproval;

  /**
   * Alarms that end the execution if one of them is in ALARM within the `bakeTime` after the wave was deployed: what comes
   * after the wave is not deployed. At most 5.
   * @default - no alarms
   */
  readonly alarms?: WaveAlarm[];

  /**
   * Time for which CodePipeline watches the alarms, in whole minutes.
   * @default Duration.minutes(30)
   */
  readonly bakeTime?: Duration;
}
