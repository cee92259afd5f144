import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { distributionIdAnywhere } from './references';
import { EDGE_REGION } from '../../core/private/edge-stack';
import type { StaticSpaSite } from '../static-spa-site';

/** A metric of the distribution for stacks that watch: in us-east-1, the one region that has it. */
export function seenAnywhere(site: StaticSpaSite, metric: Metric): Metric {
  const dimensionsMap = { DistributionId: distributionIdAnywhere(site), Region: 'Global' };
  return metric.with({ dimensionsMap, region: EDGE_REGION });
}
