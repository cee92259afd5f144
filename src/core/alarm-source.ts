import { AlarmDefinition } from './alarm-definition';

/** Anything that can say which alarms it deserves. */
export interface IAlarmSource {
  /** The alarms, most urgent first. */
  readonly alarmDefinitions: AlarmDefinition[];
}
