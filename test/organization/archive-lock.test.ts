import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ArchiveLock } from '../../src/organization';
import { newApp, resourcesOf, templateOf } from '../support/cloud';
import { archiveIn, archiveStack } from '../support/log-archive';

const SANDBOX = { 'rl-bank-constructs:destroyData': true };

function lockedIn(stack: Stack) {
  const buckets = resourcesOf(stack, 'AWS::S3::Bucket');
  return buckets.find(({ Properties }) => Properties.BucketName === 'acme-log-archive')!;
}

describe('PC6f the log archive', () => {
  test('PC6f is locked for good with a second key, which the context of the app has', () => {
    const stack = archiveStack(newApp({ context: { 'rl-bank-constructs:lockData': true } }));
    archiveIn(stack, {
      objectLock: ArchiveLock.compliance(),
      retention: Duration.days(3653),
      expiration: Duration.days(4000),
    });
    const { Properties } = lockedIn(stack);

    expect(Properties.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'COMPLIANCE', Days: 3653 });
    expect(Properties.LifecycleConfiguration.Rules[0]).toMatchObject({
      ExpirationInDays: 4000,
      NoncurrentVersionExpiration: { NoncurrentDays: 4000 },
    });
  });

  test('has no lock in a sandbox, and no statement that keeps its objects', () => {
    const stack = archiveStack(newApp({ context: SANDBOX }));
    archiveIn(stack, { objectLock: ArchiveLock.none(), removalPolicy: RemovalPolicy.DESTROY });

    expect(lockedIn(stack)).toMatchObject({ DeletionPolicy: 'Delete' });
    expect(lockedIn(stack).Properties.ObjectLockEnabled).toBeUndefined();
    expect(JSON.stringify(templateOf(stack))).not.toContain('NoDeletion');
  });
});
