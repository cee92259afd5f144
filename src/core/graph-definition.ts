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
}
