import { AlarmDefinition } from './alarm-definition';

/** A construct that defines its alarms. */
export interface IAlarmSource {
  /** Alarms, the most urgent one first. */
  readonly alarmDefinitions: AlarmDefinition[];
}
