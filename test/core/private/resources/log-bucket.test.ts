import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { LogBucketProps, logBucket } from '../../../../src/core/private/resources/log-bucket';
import { resourcesOf, workloadStack } from '../../../support/cloud';

function made(props: Partial<LogBucketProps> = {}) {
  const stack = workloadStack();
  logBucket(stack, { retention: undefined, removalPolicy: RemovalPolicy.RETAIN, ...props });
  return resourcesOf(stack, 'AWS::S3::Bucket')[0];
}

test('it is private, its owner owns what is in it, and it keeps logs for 90 days, deleted ones too', () => {
  expect(made().Properties).toEqual({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    LifecycleConfiguration: {
      Rules: [
        {
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          ExpirationInDays: 90,
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          Status: 'Enabled',
        },
        { ExpiredObjectDeleteMarker: true, Status: 'Enabled' },
      ],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    VersioningConfiguration: { Status: 'Enabled' },
  });
});

test('retention, owner and removal are the caller’s', () => {
  const bucket = made({
    retention: Duration.days(7),
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    removalPolicy: RemovalPolicy.DESTROY,
  });

  const [rule] = bucket.Properties.LifecycleConfiguration.Rules;
  expect([rule.ExpirationInDays, rule.NoncurrentVersionExpiration.NoncurrentDays]).toEqual([7, 7]);
  expect(bucket.Properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerPreferred' }]);
  expect(bucket.DeletionPolicy).toBe('Delete');
});

test('it refuses requests without TLS', () => {
  const stack = workloadStack();
  logBucket(stack, { retention: undefined, removalPolicy: RemovalPolicy.RETAIN });
  const [policy] = resourcesOf(stack, 'AWS::S3::BucketPolicy');
  const bucket = { 'Fn::GetAtt': [expect.stringMatching(/^AccessLogs/), 'Arn'] };

  expect(policy.Properties.PolicyDocument.Statement).toEqual([
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [bucket, { 'Fn::Join': ['', [bucket, '/*']] }],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
});
