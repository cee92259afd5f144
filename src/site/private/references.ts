import { ArnFormat, CfnResource, Stack } from 'aws-cdk-lib';
import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import { weakReference } from '../../core/private/stacks/weak-reference';

/** What grants, alarms and graphs need of a site, whether this app defines or imports it. */
export interface ObservedSite extends IConstruct {
  readonly bucket: IBucket;
  readonly distribution: IDistribution;
}

// Stacks with alarms are in us-east-1, stacks with roles anywhere: a CloudFormation export to one of them would block
// replacing the bucket or the distribution.

/** ID of the distribution, for any stack. */
export function crossStackDistributionId(site: ObservedSite): string {
  const { distributionId, node } = site.distribution;
  return crossStack(site, 'DistributionId', distributionId, node.defaultChild, ({ logicalId }) => logicalId);
}

/** ARN of the distribution, for any stack. */
export function crossStackDistributionArn(site: ObservedSite): string {
  const resourceName = crossStackDistributionId(site);
  return Stack.of(site).formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName });
}

/** ARN of the bucket, for any stack. */
export function crossStackBucketArn(site: ObservedSite): string {
  const { bucketName, node } = site.bucket;
  const identity = (bucket: CfnResource & { bucketName?: string }) => [bucket.logicalId, bucket.bucketName];
  return Stack.of(site).formatArn({
    service: 's3',
    region: '',
    account: '',
    resource: crossStack(site, 'ContentBucket', bucketName, node.defaultChild, identity),
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}

/** A weak reference to a resource of this app; the value as it is where the resource is imported. */
function crossStack(
  site: ObservedSite,
  name: string,
  value: string,
  resource: IConstruct | undefined,
  identity: (resource: CfnResource) => unknown,
): string {
  return resource
    ? weakReference({ producer: topLevelStack(site), name, value, identity: () => identity(resource as CfnResource) })
    : value;
}
