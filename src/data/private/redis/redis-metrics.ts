import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { RedisReplicationGroup } from '../../redis-replication-group';

/** The highest value of all nodes: after a failover another one is the primary. ElastiCache has no metric of a group. */
export function highestOfNodes(
  group: RedisReplicationGroup,
  metricName: string,
  statistic: string,
  props: MetricOptions = {},
): MathExpression {
  const ofNode = { ...props, label: undefined, color: undefined }; // these are of the expression
  const usingMetrics = Object.fromEntries(
    Array.from({ length: group.replicas + 1 }, (_, index) => {
      const CacheClusterId = `${group.replicationGroupId}-00${index + 1}`;
      const dimensionsMap = { CacheClusterId };
      const metric = new Metric({ namespace: 'AWS/ElastiCache', metricName, statistic, ...ofNode, dimensionsMap });
      return [`node${index + 1}`, metric];
    }),
  );
  const expression = `MAX([${Object.keys(usingMetrics).join(', ')}])`;
  return new MathExpression({ label: metricName, ...props, expression, usingMetrics });
}
