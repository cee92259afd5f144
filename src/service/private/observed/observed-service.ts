import { AlarmDefinition } from '../../../core';

/** What metrics, alarms and graphs need to know of a service. */
export interface ObservedService {
  readonly serviceName: string;
  readonly clusterName: string;
  /** Whether tasks should run. */
  readonly hasTasks: boolean;
  /** Name of the log group of the tasks, for any stack. */
  readonly logGroupName: string;
  /** Alarm on rolls that fail, where changed secrets roll the service. */
  readonly secretRollAlarm?: AlarmDefinition;
}
