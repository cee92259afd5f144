import { IAlarmSource } from './alarm-source';
import { GraphDefinition } from './graph-definition';
import { LogQueryDefinition } from './log-query-definition';

/** A construct that defines its alarms, dashboard graphs and log queries. */
export interface IMonitored extends IAlarmSource {
  /** Graphs for the dashboard, the most important one first. */
  readonly graphDefinitions: GraphDefinition[];

  /** Queries of CloudWatch Logs Insights for its logs. */
  readonly logQueries: LogQueryDefinition[];
}
