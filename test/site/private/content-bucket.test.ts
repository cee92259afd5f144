import { Bucket } from 'aws-cdk-lib/aws-s3';
import { workloadStack } from '../../support/cloud';
import { bucketsOf, siteIn } from '../../support/site';

test('uploads that were begun and never finished are forgotten after a week', () => {
  const stack = workloadStack();
  siteIn(stack);

  const rules = Object.values(bucketsOf(stack)).flatMap((bucket) => bucket!.Properties.LifecycleConfiguration.Rules);

  expect(rules.map((rule) => rule.AbortIncompleteMultipartUpload)).toEqual(Array(2).fill({ DaysAfterInitiation: 7 }));
});

test('with a log bucket of the team, S3 does not log: its logs stay in their region', () => {
  const stack = workloadStack();
  siteIn(stack, { accessLogBucket: Bucket.fromBucketName(stack, 'Theirs', 'their-logs') });

  expect(bucketsOf(stack).content.Properties.LoggingConfiguration).toBeUndefined();
});
