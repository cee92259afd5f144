import { IAlarmSource } from './alarm-source';
import { GraphDefinition } from './graph-definition';
import { LogQueryDefinition } from './log-query-definition';

/** Anything that can say how it is observed: by alarms, by graphs, and by questions to its logs. */
export interface IMonitored extends IAlarmSource {
  /** The graphs, the one to look at first before the others. */
  readonly graphDefinitions: GraphDefinition[];

  /** The questions to its logs. */
  readonly logQueries: LogQueryDefinition[];
}
