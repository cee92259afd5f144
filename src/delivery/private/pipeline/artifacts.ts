import { Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { KEPT } from './source';

/** Artifacts pile up for ever otherwise; those of a wave that waits for its approval or a retry are needed. */
export function keepArtifacts({ artifactBucket, crossRegionSupport }: Pipeline): void {
  const copies = Object.values(crossRegionSupport).map(({ replicationBucket }) => replicationBucket);
  new Set([artifactBucket, ...copies]).forEach((bucket) => {
    (bucket as Bucket).addLifecycleRule({ expiration: KEPT });
  });
}
