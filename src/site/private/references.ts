import { ArnFormat, CfnResource, Stack } from 'aws-cdk-lib';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import { weakReference } from '../../core/private/stacks/weak-reference';
import type { StaticSpaSite } from '../static-spa-site';

// Stacks that watch a site are in us-east-1, stacks with roles anywhere: none of them may hold the site in its place.

/** The id of the distribution, for any stack. */
export function crossStackDistributionId(site: StaticSpaSite): string {
  return weakReference({
    producer: topLevelStack(site),
    name: 'DistributionId',
    value: site.distribution.distributionId,
    identity: () => (site.distribution.node.defaultChild as CfnResource).logicalId,
  });
}

/** The ARN of the distribution, for any stack. */
export function crossStackDistributionArn(site: StaticSpaSite): string {
  const resourceName = crossStackDistributionId(site);
  return Stack.of(site).formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName });
}

/** The ARN of the bucket, for any stack. */
export function crossStackBucketArn(site: StaticSpaSite): string {
  const resource = weakReference({
    producer: topLevelStack(site),
    name: 'ContentBucket',
    value: site.bucket.bucketName,
    identity: () => {
      const bucket = site.bucket.node.defaultChild as CfnResource & { bucketName?: string };
      return [bucket.logicalId, bucket.bucketName];
    },
  });
  return Stack.of(site).formatArn({
    service: 's3',
    region: '',
    account: '',
    resource,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}
