import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ArchiveLock, LogArchive, LogArchiveProps, Organization } from '../../../../src/organization';
import { newApp } from '../../../support/cloud';
import { ARCHIVE, archiveIn, archiveStack, knownArchive } from '../../../support/log-archive';
import { MANAGEMENT, treeStack } from '../../../support/organization';

const SANDBOX = { 'rl-bank-constructs:destroyData': true };

function creating(props: Partial<LogArchiveProps>, context: Record<string, unknown> = {}) {
  return () => archiveIn(archiveStack(newApp({ context })), props);
}

describe('a lock of the archive', () => {
  test('that holds against all takes a second key', () => {
    expect(creating({ objectLock: ArchiveLock.compliance() })).toThrowProblem(
      ...(['log-archive/second-key-missing', 'objectLock', 'COMPLIANCE'] as const),
    );
  });

  test('is left out where data may be destroyed alone', () => {
    expect(creating({ objectLock: ArchiveLock.none() })).toThrowProblem(
      ...(['log-archive/unlocked', 'objectLock', 'ArchiveLock.none()'] as const),
    );
    expect(creating({ objectLock: ArchiveLock.none(), retention: Duration.days(1) }, SANDBOX)).toThrowProblem(
      ...(['log-archive/retention-without-lock', 'retention', '1 days'] as const),
    );
  });

  test('does not go with a bucket that is destroyed', () => {
    expect(creating({ removalPolicy: RemovalPolicy.DESTROY }, SANDBOX)).toThrowProblem(
      ...(['log-archive/locked-destroyed', 'removalPolicy', 'destroy'] as const),
    );
  });
});

describe('a time of the archive', () => {
  test.each<[Partial<LogArchiveProps>, string, string]>([
    [{ retention: Duration.hours(36) }, 'retention', '1.5 days'],
    [{ retention: Duration.days(0) }, 'retention', '0 days'],
    [{ retention: Duration.days(36501) }, 'retention', '36501 days'],
    [{ expiration: Duration.days(2556) }, 'expiration', '2556 days'], // before the end of the lock
    [{ landingRetention: Duration.days(6) }, 'landingRetention', '6 days'],
    [{ instantRetrievalAfter: Duration.days(0) }, 'instantRetrievalAfter', '0 days'],
  ])('%j is refused', (props, prop, value) => {
    expect(creating(props)).toThrowProblem('log-archive/not-a-time', prop, value);
  });

  test('may not be Deep Archive before Instant Retrieval has been paid for', () => {
    expect(creating({ deepArchiveAfter: Duration.days(179) })).toThrowProblem(
      ...(['log-archive/cold-too-soon', 'deepArchiveAfter', '179 days'] as const),
    );
  });
});

describe('a place of the archive', () => {
  test('is known at synthesis', () => {
    const stack = new Stack(newApp(), 'archive');

    expect(() => archiveIn(stack)).toThrowProblem(
      ...(['log-archive/no-environment', 'env', 'a stack without account or region'] as const),
    );
  });

  test('is not the management account', () => {
    expect(() => archiveIn(treeStack())).toThrowProblem(
      ...(['log-archive/management-account', 'env.account', MANAGEMENT] as const),
    );
  });

  test('has an organization with an id', () => {
    const organization = new Organization(treeStack(), 'Organization');

    expect(creating({ organization })).toThrowProblem(
      ...([
        'log-archive/organization-late',
        'organization',
        'an organization whose id only CloudFormation knows',
      ] as const),
    );
  });

  test.each([['Acme'], ['acme.logs'], ['a'.repeat(56)]])('has a bucket that is not called %s', (bucketName) => {
    expect(creating({ bucketName })).toThrowProblem('log-archive/not-a-bucket-name', 'bucketName', bucketName);
  });

  test.each([['us-east-1'], ['everywhere']])('has no further region %s', (region) => {
    expect(creating({ regions: [region] })).toThrowProblem('log-archive/not-a-region', 'regions', region);
  });

  test('by its attributes is one account', () => {
    const stack = archiveStack();
    const attributes = { accountId: '12', region: ARCHIVE.region, bucketName: 'acme-log-archive' };

    expect(knownArchive(stack).regions).toEqual(['us-east-1']);
    expect(() => LogArchive.fromLogArchiveAttributes(stack, 'Wrong', attributes)).toThrowProblem(
      ...(['log-archive/not-an-account-id', 'accountId', '12'] as const),
    );
  });
});
