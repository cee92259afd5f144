import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { crossStackDistributionId } from './references';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';
import type { StaticSpaSite } from '../static-spa-site';

/** A metric of the distribution for stacks that watch: in us-east-1, the one region that has it. */
export function crossStackMetric(site: StaticSpaSite, metric: Metric): Metric {
  const dimensionsMap = { DistributionId: crossStackDistributionId(site), Region: 'Global' };
  return metric.with({ dimensionsMap, region: EDGE_REGION });
}
