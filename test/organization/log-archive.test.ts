import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { AlarmSeverity } from '../../src/core';
import { newApp, resourcesOf, templateOf } from '../support/cloud';
import { archiveIn, archiveStack, knownArchive, TOOLING } from '../support/log-archive';

const BUCKET = 'AWS::S3::Bucket';

function bucketsIn(stack: Stack) {
  const [locked, landing] = ['acme-log-archive', 'acme-log-archive-landing'].map((name) => {
    return resourcesOf(stack, BUCKET).find(({ Properties }) => Properties.BucketName === name)!;
  });
  return { locked, landing };
}

/** With the defaults, and for log groups of two regions. */
const app = newApp();
const usual = archiveStack(app);
const archive = archiveIn(usual, { regions: ['eu-central-1'] });
/** Names of the archive in another account, by reference and by attributes. */
const tooling = new Stack(app, 'tooling', { env: TOOLING });
const known = knownArchive(tooling, ['eu-central-1']);
const names = (it: typeof known) => [
  ...[it.accountId, it.region, it.bucketName, it.bucketArn, it.landingBucketName, it.landingBucketArn],
  ...[it.trailKeyArn, it.logsDestinationArn, ...it.regions],
];
new CfnOutput(tooling, 'ByReference', { value: names(archive).join() });
new CfnOutput(tooling, 'ByAttributes', { value: names(known).join() });
const { locked, landing } = bucketsIn(usual);

describe('PC6f the log archive', () => {
  test('PC6f locks each object for seven years, and outlives its stack', () => {
    expect(locked.Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 2557 } } },
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    expect([locked, landing].map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([
      'RetainExceptOnCreate',
      'RetainExceptOnCreate',
    ]);
  });

  test('PC6f replicates what services write, and no deletion, from a bucket without a lock', () => {
    expect(landing.Properties.ObjectLockEnabled).toBeUndefined();
    expect(landing.Properties.ReplicationConfiguration.Rules).toEqual([
      {
        Id: 'LogArchive',
        Status: 'Enabled',
        Priority: 1,
        Filter: { Prefix: '' },
        DeleteMarkerReplication: { Status: 'Disabled' },
        Destination: { Bucket: expect.anything(), Metrics: { Status: 'Enabled' } },
      },
    ]);
  });

  test('PC6f takes in log groups by a destination in each region, with a prefix for each account', () => {
    const [stream] = resourcesOf(usual, 'AWS::KinesisFirehose::DeliveryStream');
    const twin = app.node
      .findAll()
      .filter(Stack.isStack)
      .find(({ region }) => region === 'eu-central-1')!;
    const destinations = [usual, twin].flatMap((stack) => resourcesOf(stack, 'AWS::Logs::Destination'));

    expect(stream.Properties.ExtendedS3DestinationConfiguration).toMatchObject({
      Prefix: 'cloudwatch-logs/!{partitionKeyFromQuery:account}/!{timestamp:yyyy/MM/dd}/',
      DynamicPartitioningConfiguration: { Enabled: true },
    });
    expect(destinations.map(({ Properties }) => Properties.DestinationName)).toEqual([
      'acme-log-archive-logs',
      'acme-log-archive-logs',
    ]);
    expect(JSON.stringify(destinations.map(({ Properties }) => Properties.TargetArn))).not.toContain('eu-central-1');
    expect(twin.dependencies).toContain(usual); // CloudWatch Logs tests the stream when a destination is created
  });

  test('becomes colder with its age, and is never deleted by default', () => {
    expect(locked.Properties.LifecycleConfiguration.Rules).toEqual([
      {
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        Transitions: [
          { StorageClass: 'GLACIER_IR', TransitionInDays: 90 },
          { StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 365 },
        ],
      },
    ]);
    expect(landing.Properties.LifecycleConfiguration.Rules[0]).toMatchObject({ ExpirationInDays: 90 });
  });
});

describe('the names of the archive', () => {
  test('are the same in another account, by reference and by attributes', () => {
    const { Outputs } = templateOf(tooling);

    expect(Outputs.ByReference.Value).toEqual(Outputs.ByAttributes.Value);
    expect(JSON.stringify(Outputs.ByAttributes.Value)).toContain('alias/acme-log-archive-cloudtrail');
    expect(Object.keys(templateOf(usual).Outputs)).toEqual([expect.stringMatching(/^LogsStreamArn/)]); // of the twin
  });
});

describe('a reader', () => {
  test('lists and reads, and decrypts what CloudTrail wrote', () => {
    const stack = archiveStack();
    const role = new Role(stack, 'Investigator', { assumedBy: new AccountRootPrincipal() });
    archiveIn(stack).grantRead(role);
    const policy = resourcesOf(stack, 'AWS::IAM::Policy').find(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes('Investigator'),
    )!;

    expect(policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action)).toEqual([
      's3:GetBucketLocation',
      's3:ListBucket',
      's3:GetObject',
      's3:GetObjectVersion',
      'kms:Decrypt',
    ]);
  });
});

test('an alarm fires where logs do not reach the archive, for working hours', () => {
  expect(archive.alarmDefinitions.map(({ id, severity }) => [id, severity])).toEqual([
    ['ReplicationFailed', AlarmSeverity.TICKET],
    ['LogDeliveryFailed', AlarmSeverity.TICKET],
    ['LogDeliveryLate', AlarmSeverity.TICKET],
  ]);
});
