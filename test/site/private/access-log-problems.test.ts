import { Duration, Stack } from 'aws-cdk-lib';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { newApp, workloadStack } from '../../support/cloud';
import { distributionOf, problemsWith, siteIn } from '../../support/site';

const OPT_IN = (
  'af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ' +
  'ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1'
).split(' ');

const stackIn = (region: string) => new Stack(newApp(), 'Web', { env: { account: '111111111111', region } });
const NO_DELIVERY = ['site/no-log-delivery', 'accessLogBucket'];

test.each(OPT_IN)('CloudFront delivers no logs to a bucket in %s', (region) => {
  expect(problemsWith({}, stackIn(region))).toEqual([[...NO_DELIVERY, undefined]]);
});

test('a bucket that is taken for one in such a region is refused, one that says its region is taken', () => {
  const stack = stackIn('ap-southeast-3');
  const there = Bucket.fromBucketName(stack, 'Logs', 'logs');
  const elsewhere = Bucket.fromBucketAttributes(stack, 'Elsewhere', { bucketName: 'logs', region: 'us-east-1' });
  siteIn(stack, { accessLogBucket: elsewhere });

  expect(problemsWith({ accessLogBucket: there }, stack)).toEqual([[...NO_DELIVERY, 'Web/Logs']]);
  expect(JSON.stringify(distributionOf(stack).Logging.Bucket)).toContain('logs.s3.us-east-1.');
});

test.each([
  ['that says nothing of ACLs', undefined, false],
  ['that refuses them', ObjectOwnership.BUCKET_OWNER_ENFORCED, false],
  ['that takes them', ObjectOwnership.BUCKET_OWNER_PREFERRED, true],
])('of a bucket made in the app it is known whether it takes ACLs: one %s', (_, objectOwnership, isTaken) => {
  const stack = workloadStack();
  const refusal = ['site/log-bucket-without-acls', 'accessLogBucket', 'Web/Logs'];

  expect(problemsWith({ accessLogBucket: new Bucket(stack, 'Logs', { objectOwnership }) }, stack)).toEqual(
    isTaken ? [] : [refusal],
  );
});

test('a retention beside a bucket of the team is refused: it would change nothing', () => {
  const stack = workloadStack();
  const accessLogBucket = Bucket.fromBucketName(stack, 'Logs', 'logs');

  expect(problemsWith({ accessLogBucket, accessLogRetention: Duration.days(30) }, stack)).toEqual([
    ['site/retention-of-another', 'accessLogRetention', '30 days'],
  ]);
});

test.each([0, 12])('`accessLogRetention` refuses %d hours', (hours) => {
  expect(problemsWith({ accessLogRetention: Duration.hours(hours) })).toEqual([
    ['site/not-a-retention', 'accessLogRetention', `${hours / 24} days`],
  ]);
});
