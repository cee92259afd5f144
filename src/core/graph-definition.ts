import { Duration } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { TrafficTier } from './traffic-tier';

/** Dashboard graph that a construct defines and `BankObservability` creates. */
export interface GraphDefinition {
  /** Section of the dashboard. */
  readonly tier: TrafficTier;

  /** Title of the graph. */
  readonly title: string;

  /** Description of healthy values, in one sentence, for the top of the dashboard. */
  readonly healthy: string;

  /** Metrics of the graph. Without any, the dashboard shows `healthy` as a text. */
  readonly metrics: IMetric[];

  /**
   * Region of the metrics.
   * @default - the region of the construct's stack
   */
  readonly region?: string;

  /**
   * Time that the graph shows, up to now, whatever the time range of the dashboard.
   * @default - the time range of the dashboard
   */
  readonly timeRange?: Duration;

  /**
   * Lower end of the vertical axis.
   * @default 0
   */
  readonly minimum?: number;
}
