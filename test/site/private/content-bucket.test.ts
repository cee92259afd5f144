import { Bucket } from 'aws-cdk-lib/aws-s3';
import { workloadStack } from '../../support/cloud';
import { bucketsOf, distributionOf, siteIn, siteToRead } from '../../support/site';

test('uploads that were begun and never finished are forgotten after a week', () => {
  const rules = Object.values(bucketsOf(siteToRead().stack)).flatMap(
    (bucket) => bucket!.Properties.LifecycleConfiguration.Rules,
  );

  expect(rules.map((rule) => rule.AbortIncompleteMultipartUpload)).toEqual(Array(2).fill({ DaysAfterInitiation: 7 }));
});

test('with a log bucket of the team the distribution logs there, and S3 does not: its logs stay in their region', () => {
  const stack = workloadStack();
  siteIn(stack, { accessLogBucket: Bucket.fromBucketName(stack, 'Theirs', 'their-logs') });

  const { content, logs } = bucketsOf(stack);

  expect(JSON.stringify(distributionOf(stack).Logging.Bucket)).toContain('their-logs');
  expect([content.Properties.LoggingConfiguration, logs]).toEqual([undefined, undefined]);
});
