import { Duration, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { BackupResource, LockConfiguration } from 'aws-cdk-lib/aws-backup';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { DataBackup, DataBackupProps, FileStore } from '../../../../src/data';
import { backupIn, bucketIn, databaseIn } from '../../../support/backup';
import { newApp, workloadStack } from '../../../support/cloud';

const DAYS = (days: number) => Duration.days(days);

const LATE = 'a value that only CloudFormation knows';

describe('refused before the deployment', () => {
  const stack = workloadStack();
  const database = databaseIn(stack);
  const resources = [BackupResource.fromConstruct(database)];
  let count = 0;
  const made = (props: Record<string, unknown>, scope: Construct = stack) => {
    return () => new DataBackup(scope, `Refused${(count += 1)}`, { resources, ...props } as DataBackupProps);
  };
  const lockConfiguration = (lock: Partial<LockConfiguration>) => ({
    lockConfiguration: { minRetention: DAYS(7), ...lock },
  });

  test.each<[code: string, prop: string, value: unknown, props: Record<string, unknown>]>([
    ['props/missing', 'resources', undefined, { resources: undefined }],
    ['props/wrong-type', 'resources', ['arn'], { resources: ['arn'] }],
    ['props/wrong-type', 'startHour', '3', { startHour: '3' }],
    ['props/wrong-type', 'dailyRetention', 30, { dailyRetention: 30 }],
    ['props/wrong-type', 'lockConfiguration.minRetention', 7, { lockConfiguration: { minRetention: 7 } }],
    [
      'props/wrong-type',
      'restoreTest.metadataOverrides.RDS',
      'data',
      { restoreTest: { metadataOverrides: { RDS: 'data' } } },
    ],
    ['backup/no-resources', 'resources', 'none', { resources: [] }],
    ['backup/no-resources', 'resources', 'none', { resources: [BackupResource.fromArn(undefined as any)] }],
    ['backup/not-an-hour', 'startHour', LATE, { startHour: Token.asNumber(Lazy.any({ produce: () => 3 })) }],
    ['backup/not-a-vault-name', 'backupVaultName', LATE, { backupVaultName: Fn.ref('Name') }],
    ['twin-stack/late-region', 'region', 'a region that only CloudFormation knows', { copyTo: Fn.ref('Region') }],
    [
      'backup/unknown-type',
      'restoreTest.metadataOverrides',
      'Rds',
      { restoreTest: { metadataOverrides: { Rds: {} } } },
    ],
    ['backup/not-a-region', 'copyTo', 'Frankfurt', { copyTo: 'Frankfurt' }],
    ['backup/copy-in-the-same-region', 'copyTo', 'ap-southeast-1', { copyTo: 'ap-southeast-1' }],
    ['twin-stack/other-partition', 'env.region', 'ap-southeast-1', { copyTo: 'cn-north-1' }],
    ['backup/not-a-retention', 'dailyRetention', '0.5 days', { dailyRetention: Duration.hours(12) }],
    ['backup/weekly-shorter-than-daily', 'weeklyRetention', '14 days', { weeklyRetention: DAYS(14) }],
    ['backup/no-copy', 'copyRetention', '14 days', { copyRetention: DAYS(14) }],
    ['backup/not-an-hour', 'startHour', 24, { startHour: 24 }],
    ['backup/not-a-vault-name', 'backupVaultName', 'a b', { backupVaultName: 'a b' }],
    [
      'backup/not-a-validation-window',
      'restoreTest.validationWindow',
      '200 hours',
      { restoreTest: { validationWindow: Duration.hours(200) } },
    ],
    ['backup/no-bucket', 'continuousS3Backup', true, { continuousS3Backup: true }],
    ['props/missing', 'lockConfiguration.minRetention', undefined, { lockConfiguration: {} }],
    [
      'backup/not-a-lock-retention',
      'lockConfiguration.minRetention',
      '0 days',
      lockConfiguration({ minRetention: DAYS(0) }),
    ],
    [
      'backup/not-a-lock-retention',
      'lockConfiguration.maxRetention',
      '40000 days',
      lockConfiguration({ maxRetention: DAYS(40000) }),
    ],
    [
      'backup/retention-outside-lock',
      'dailyRetention',
      '3 days',
      { dailyRetention: DAYS(3), ...lockConfiguration({}) },
    ],
  ])('%s: %s is %p', (code, prop, value, props) => {
    expect(made(props)).toThrowProblem(code, prop, value);
  });

  test('a grace time of a lock that is too short', () => {
    const app = newApp({ context: { 'rl-bank-constructs:lockData': true } });

    expect(made(lockConfiguration({ changeableFor: DAYS(2) }), workloadStack(app))).toThrowProblem(
      'backup/not-a-grace-time',
      'lockConfiguration.changeableFor',
      '2 days',
    );
  });

  test.each<[code: string, prop: string, value: unknown, props: () => Record<string, unknown>]>([
    ['backup/not-an-arn', 'resources', 'orders', () => ({ resources: [BackupResource.fromArn('orders')] })],
    [
      'backup/resource-elsewhere',
      'resources',
      'arn:aws:rds:eu-central-1:111111111111:db:orders',
      () => ({ resources: [BackupResource.fromArn('arn:aws:rds:eu-central-1:111111111111:db:orders')] }),
    ],
    [
      'backup/nothing-in-construct',
      'resources',
      'Web/Empty',
      () => ({ resources: [BackupResource.fromConstruct(new Construct(stack, 'Empty'))] }),
    ],
    [
      'backup/cluster-member',
      'resources',
      'Web/Member',
      () => ({
        resources: [BackupResource.fromRdsDatabaseInstance(databaseIn(stack, 'Member', { dbClusterIdentifier: 'c' }))],
      }),
    ],
    [
      'backup/copy-of-multi-az-cluster',
      'copyTo',
      'us-east-1',
      () => ({
        copyTo: 'us-east-1',
        resources: [BackupResource.fromConstruct(new CfnDBCluster(stack, 'MultiAz', { engine: 'postgres' }))],
      }),
    ],
    [
      'backup/nothing-to-test',
      'restoreTest',
      'given',
      () => ({ restoreTest: {}, resources: [BackupResource.fromTag('backup', 'true')] }),
    ],
    [
      'backup/too-many-to-test',
      'restoreTest',
      '31 of the type S3',
      () => ({
        restoreTest: {},
        resources: Array.from({ length: 31 }, (_, index) => BackupResource.fromArn(`arn:aws:s3:::files-${index}`)),
      }),
    ],
  ])('%s: %s is %p', (code, prop, value, props) => {
    expect(made(props())).toThrowProblem(code, prop, value);
  });

  test('a copy from a stack without a region, and a second vault of a name', () => {
    const anywhere = new Stack();
    made({ backupVaultName: 'prd' })();

    expect(() => backupIn(anywhere, { copyTo: 'us-east-1' })).toThrowProblem('backup/no-region', 'copyTo', 'us-east-1');
    expect(made({ backupVaultName: 'prd' })).toThrowProblem('backup/vault-name-taken', 'backupVaultName', 'prd');
  });

  test('a bucket without versioning, when the app is whole: it may be overridden until then', () => {
    const app = newApp();
    const web = workloadStack(app);
    const buckets = ['Plain', 'Overridden'].map((id) => bucketIn(web, id, 'Suspended'));
    buckets[1].addPropertyOverride('VersioningConfiguration.Status', 'Enabled');
    backupIn(web, { resources: buckets.map((bucket) => BackupResource.fromConstruct(bucket)) });

    expect(() => app.synth()).toThrowProblem(
      'backup/bucket-without-versioning',
      'resources',
      'Web/Plain',
      'Web/Backup',
    );
  });

  test('a resource that is added to its construct after the backup', () => {
    const app = newApp();
    const web = workloadStack(app);
    const data = new Construct(web, 'Data');
    databaseIn(data as Stack);
    backupIn(web, { resources: [BackupResource.fromConstruct(data)] });
    bucketIn(data as Stack);

    expect(() => app.synth()).toThrowProblem(
      'backup/resource-added-later',
      'resources',
      'Web/Data/Files',
      'Web/Backup',
    );
  });

  test('a restore test of the name of another: it takes no hyphens', () => {
    const named = (backupVaultName: string, props: Record<string, unknown> = { restoreTest: {} }) => {
      return made({ backupVaultName, ...props });
    };
    named('prd-bank')();

    expect(named('prd_bank')).toThrowProblem('backup/restore-test-name-taken', 'backupVaultName', 'prd_bank');
    expect(named('prd__bank')).not.toThrow();
    expect(named('prd-_bank', {})).not.toThrow();
  });

  test('a continuous backup, which is kept 35 days, in a vault that is locked for longer', () => {
    const web = workloadStack();
    const lock = lockConfiguration({ minRetention: DAYS(36) });
    const props = { ...lock, resources: [BackupResource.fromConstruct(bucketIn(web))], dailyRetention: DAYS(60) };

    expect(made({ ...props, continuousS3Backup: true }, web)).toThrowProblem(
      'backup/continuous-outside-lock',
      'continuousS3Backup',
      true,
    );
    expect(made(props, web)).not.toThrow();
  });
});

test('a construct among the resources is refused with the call that makes a resource of it', () => {
  const files: any = new FileStore(workloadStack(), 'Files');

  expect(() => backupIn(workloadStack(), { resources: [files] })).toThrow(
    '\'resources\' is ["an object"], but must be a list of BackupResources, such as `BackupResource.fromConstruct(…)`',
  );
});
