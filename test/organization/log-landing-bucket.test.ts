import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { LogLandingBucket, LogLandingBucketProps } from '../../src/organization';
import { ACCOUNT, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { archiveIn, archiveStack, knownArchive } from '../support/log-archive';

function landingIn(stack: Stack, props: Partial<LogLandingBucketProps> = {}): LogLandingBucket {
  return new LogLandingBucket(stack, 'Logs', { archive: knownArchive(stack), ...props });
}

describe('PC6f server access logs of S3', () => {
  const stack = workloadStack();
  const landing = landingIn(stack);
  landing.logAccessOf(new Bucket(stack, 'Files'));
  const buckets = resourcesOf(stack, 'AWS::S3::Bucket').map(({ Properties }) => Properties);
  const bucket = buckets.find(({ ReplicationConfiguration }) => ReplicationConfiguration)!;
  const files = buckets.find(({ LoggingConfiguration }) => LoggingConfiguration)!;

  test('PC6f go to a bucket of their account without a lock, which is replicated into the archive', () => {
    expect(bucket.ObjectLockEnabled).toBeUndefined();
    expect(bucket.BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    const [rule] = bucket.ReplicationConfiguration.Rules;
    expect(rule.Destination.Account).toBe('100000000002');
    expect(JSON.stringify(rule.Destination.Bucket)).toContain(':s3:::acme-log-archive');
  });

  test('PC6f have the account in their keys, as the archive wants it', () => {
    expect(files.LoggingConfiguration.LogFilePrefix).toBe(`s3-access-logs/${ACCOUNT}/`);
    expect(landing.loadBalancersPrefix).toBe('load-balancers');
  });
});

test('the bucket is created after an archive of the app, to which S3 replicates at once', () => {
  const app = newApp();
  const archived = archiveStack(app);
  const [archive, stack] = [archiveIn(archived), workloadStack(app)];
  landingIn(stack, { archive });

  expect(stack.dependencies).toEqual([archived]);
});

test('logs leave the bucket after the retention, and no principal deletes them but where data may be destroyed', () => {
  const stack = workloadStack();
  landingIn(stack, { retention: Duration.days(14) });
  const sandbox = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
  landingIn(sandbox, { removalPolicy: RemovalPolicy.DESTROY });
  const [{ Properties }] = resourcesOf(stack, 'AWS::S3::Bucket');

  expect(Properties.LifecycleConfiguration.Rules[0]).toMatchObject({ ExpirationInDays: 14 });
  expect(JSON.stringify(templateOf(stack))).toContain('NoDeletion');
  expect(JSON.stringify(templateOf(sandbox))).not.toContain('NoDeletion');
});

test('a retention in which no replication could be repeated is refused', () => {
  expect(() => landingIn(workloadStack(), { retention: Duration.days(6) })).toThrowProblem(
    ...(['log-landing-bucket/not-a-retention', 'retention', '6 days'] as const),
  );
});

describe('a bucket whose access logs do not reach the archive', () => {
  test('is refused where another app makes it', () => {
    const stack = workloadStack();
    const known = Bucket.fromBucketName(stack, 'Known', 'known');

    expect(() => landingIn(stack).logAccessOf(known)).toThrowProblem(
      ...(['log-landing-bucket/not-of-the-app', 'bucket', 'Web/Known'] as const),
    );
  });

  test('is refused in another region', () => {
    const app = newApp();
    const other = new Stack(app, 'Other', { env: { account: ACCOUNT, region: 'us-east-1' } });

    expect(() => landingIn(workloadStack(app)).logAccessOf(new Bucket(other, 'Files'))).toThrowProblem(
      ...(['log-landing-bucket/bucket-elsewhere', 'bucket', 'Other/Files'] as const),
    );
  });
});
