import { Stack } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** A web ACL of scope REGIONAL. */
export function webAclIn(stack: Stack): CfnWebACL {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'api', sampledRequestsEnabled: false };
  return new CfnWebACL(stack, 'WebAcl', { scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig });
}
