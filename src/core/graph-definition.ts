import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { TrafficTier } from './traffic-tier';

/** A graph that a construct asks for and does not draw. */
export interface GraphDefinition {
  /** Where in the system it belongs. */
  readonly tier: TrafficTier;

  /** What it shows. */
  readonly title: string;

  /** What it looks like when all is well, in one sentence: it stands on top of the dashboard. */
  readonly healthy: string;

  /** What is drawn. Without a metric `healthy` stands in its place. */
  readonly metrics: IMetric[];

  /**
   * The one region that has the metrics.
   * @default - the region of the construct's stack
   */
  readonly region?: string;
}
