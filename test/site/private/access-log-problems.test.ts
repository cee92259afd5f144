import { Duration, Stack } from 'aws-cdk-lib';
import { Bucket, IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { newApp, workloadStack } from '../../support/cloud';
import { distributionOf, siteIn } from '../../support/site';

const OPT_IN = (
  'af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ' +
  'ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1'
).split(' ');

const stackIn = (region: string) => new Stack(newApp(), 'Web', { env: { account: '111111111111', region } });

test.each(OPT_IN)('CloudFront delivers no logs to a bucket in %s', (region) => {
  const stack = stackIn(region);

  expect(() => siteIn(stack)).toThrow(
    `'accessLogBucket' is missing, but CloudFront delivers no logs to a bucket in ${region}: pass a bucket of another region, with ACLs enabled: Bucket.fromBucketAttributes(…, { bucketName, region }) [site/no-log-delivery at Web/Site]`,
  );
});

test('a bucket that is taken for one in such a region is refused, one that says its region is taken', () => {
  const [wrong, right] = [stackIn('ap-southeast-3'), stackIn('ap-southeast-3')];
  const elsewhere = Bucket.fromBucketAttributes(right, 'Logs', { bucketName: 'logs', region: 'us-east-1' });

  expect(() => siteIn(wrong, { accessLogBucket: Bucket.fromBucketName(wrong, 'Logs', 'logs') })).toThrow(
    `'accessLogBucket' is "Web/Logs", but CloudFront delivers no logs to a bucket in ap-southeast-3`,
  );
  siteIn(right, { accessLogBucket: elsewhere });
  expect(JSON.stringify(distributionOf(right).Logging.Bucket)).toContain('logs.s3.us-east-1.');
});

test.each<[string, (stack: Stack) => IBucket, boolean]>([
  ['that says nothing of ACLs', (stack) => new Bucket(stack, 'Logs'), false],
  [
    'that refuses them',
    (stack) => new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED }),
    false,
  ],
  [
    'that takes them',
    (stack) => new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED }),
    true,
  ],
])('of a bucket made in the app it is known whether it takes ACLs: one %s', (_, make, taken) => {
  const stack = workloadStack();
  const attempt = expect(() => siteIn(stack, { accessLogBucket: make(stack) }));

  if (taken) {
    attempt.not.toThrow();
  } else {
    attempt.toThrow(
      `'accessLogBucket' is "Web/Logs", but CloudFront writes its logs by ACL, and the bucket takes none: make it with \`objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED\` [site/log-bucket-without-acls at Web/Site]`,
    );
  }
});

test('a retention beside a bucket of the team is refused: it would change nothing', () => {
  const stack = workloadStack();
  const accessLogBucket = Bucket.fromBucketName(stack, 'Logs', 'logs');

  expect(() => siteIn(stack, { accessLogBucket, accessLogRetention: Duration.days(30) })).toThrow(
    `'accessLogRetention' is "30 days", but it is of the site's own log bucket, and there is none beside 'accessLogBucket': give that bucket a lifecycle rule instead [site/retention-of-another at Web/Site]`,
  );
});

test.each([
  [Duration.days(0), 0],
  [Duration.hours(12), 0.5],
])('%s is no retention', (accessLogRetention, days) => {
  expect(() => siteIn(workloadStack(), { accessLogRetention })).toThrow(
    `'accessLogRetention' is "${days} days", but S3 counts in whole days, from one on: give whole days [site/not-a-retention at Web/Site]`,
  );
});
