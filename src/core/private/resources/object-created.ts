import { EventPattern } from 'aws-cdk-lib/aws-events';

/** Events of S3 about new objects of a bucket, each by its kind of upload alike; without a prefix, all of them. */
export function objectCreatedPattern(bucketName: string, keyPrefix: string | undefined): EventPattern {
  const object = keyPrefix ? { object: { key: [{ prefix: keyPrefix }] } } : {};
  return {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: { bucket: { name: [bucketName] }, ...object },
  };
}
