import { App, CfnParameter, Duration, Lazy, Size, Stack } from 'aws-cdk-lib';
import { MySqlDatabase, MySqlDatabaseProps } from '../../../../src/data';
import { ImageRepository, LaunchPhase, SchemaMigration, WorkerService } from '../../../../src/service';
import { IMAGE } from '../../../support/api';
import { ACCOUNT, newApp, resourcesOf, workloadStack } from '../../../support/cloud';
import { Given, mySqlIn, postgresIn, sourceOf, threeTiersIn } from '../../../support/database';

const SNAPSHOT = `arn:aws:rds:ap-southeast-1:${ACCOUNT}:snapshot:prd-tracker-2026-11-30`;
const restored = { snapshotIdentifier: SNAPSHOT, allocatedStorage: Size.gibibytes(100) };
/** What RDS or CloudFormation refuses or ignores beside a snapshot. */
const OF_THE_SNAPSHOT = [
  ...['DBName', 'MasterUsername', 'StorageEncrypted', 'KmsKeyId'],
  ...['EnablePerformanceInsights', 'PerformanceInsightsKMSKeyId', 'PerformanceInsightsRetentionPeriod'],
];

/** A database from a snapshot, and what cleans it. */
function cleanedIn(stack: Stack, props: Given<MySqlDatabaseProps> = {}): MySqlDatabase {
  const database = mySqlIn(stack, { ...restored, ...props });
  database.forOwner();
  return database;
}

describe.each<[engine: string, make: (stack: Stack) => { forOwner: () => unknown }]>([
  ['MySQL', (stack) => mySqlIn(stack, restored)],
  ['PostgreSQL', (stack) => postgresIn(stack, restored)],
])('FE8b a database of %s from a snapshot', (_, make) => {
  const stack = workloadStack();
  make(stack).forOwner();
  const source = sourceOf(stack);

  test('says nothing that the snapshot says', () => {
    expect(source.DBSnapshotIdentifier).toBe(SNAPSHOT);
    expect(OF_THE_SNAPSHOT.filter((name) => name in source)).toEqual([]);
  });

  test('has everything else of a new one: its owner gets a new password', () => {
    expect(source).toMatchObject({
      ...{ ManageMasterUserPassword: true, MultiAZ: true, AllocatedStorage: '100', MaxAllocatedStorage: 500 },
      ...{ DeletionProtection: true, PubliclyAccessible: false, BackupRetentionPeriod: 7 },
    });
    expect(source.MasterUserSecret.KmsKeyId).toBeDefined();
  });
});

test('FE8b with replicas the owner gets the generated password, and the replicas Database Insights', () => {
  const stack = workloadStack();
  cleanedIn(stack, { readReplicas: 1 });
  const [source, replica] = resourcesOf(stack, 'AWS::RDS::DBInstance').map(({ Properties }) => Properties);

  expect(source).toMatchObject({ ManageMasterUserPassword: false, MasterUserPassword: expect.anything() });
  expect([source.MasterUsername, replica.EnablePerformanceInsights]).toEqual([undefined, true]);
});

test('FE8b another snapshot, or none, is another database: it never has the identifier of the one that it replaces', () => {
  const nameWith = (snapshotIdentifier?: string) => {
    const stack = workloadStack();
    cleanedIn(stack, { snapshotIdentifier });
    return sourceOf(stack).DBInstanceIdentifier;
  };
  const names = [nameWith(), nameWith(SNAPSHOT), nameWith('prd-tracker-2026-12-31')];
  const usual = workloadStack();
  mySqlIn(usual);

  expect(new Set(names).size).toBe(3);
  expect(names[0]).toBe(sourceOf(usual).DBInstanceIdentifier);
  expect(nameWith(SNAPSHOT)).toBe(names[1]);
});

describe('FE8b nothing but the migration logs in to a copy of production', () => {
  const stack = workloadStack();
  const vpc = threeTiersIn(stack);
  const database = mySqlIn(stack, { ...restored, vpc, userPasswordRotation: Duration.days(30) });
  const image = new ImageRepository(stack, 'Image', { image: IMAGE, nextTag: true });
  const uses = [database.forUser('app')];
  const service = new WorkerService(stack, 'Worker', { vpc, image, uses, launchPhase: LaunchPhase.NOT_READY });
  new SchemaMigration(stack, 'Migration', {
    vpc,
    service,
    image,
    uses: [database.forOwner()],
    command: ['./clean-up'],
  });

  test('the secrets of users are new, so that the snapshot knows none of their passwords', () => {
    const users = resourcesOf(stack, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties);

    expect(users.map(({ GenerateSecretString }) => GenerateSecretString.generateStringKey ?? 'password')).toEqual([
      'password',
    ]);
    expect(users.filter(({ SecretString }) => SecretString !== undefined)).toEqual([]);
  });

  test('rotation sets no password before the migration: none is rotated when its schedule is created', () => {
    const schedules = resourcesOf(stack, 'AWS::SecretsManager::RotationSchedule');

    expect(schedules.map(({ Properties }) => Properties.RotateImmediatelyOnUpdate)).toEqual([false]);
  });

  test('the service has no tasks until the migration has run', () => {
    expect(resourcesOf(stack, 'AWS::ECS::Service')[0].Properties.DesiredCount).toBe(0);
  });
});

test('FE8b a snapshot that no migration cleans is refused', () => {
  const stack = workloadStack();
  mySqlIn(stack, restored).forUser('app');

  expect(() => (stack.node.root as App).synth()).toThrowProblem(
    ...(['database/snapshot-not-cleaned', 'snapshotIdentifier', SNAPSHOT] as const),
  );
});

test.each<[code: string, prop: string, value: unknown, props: Given<MySqlDatabaseProps>]>([
  ['database/snapshot-with-iam', 'iamAuthentication', true, { ...restored, iamAuthentication: true }],
  ['database/storage-of-the-snapshot', 'allocatedStorage', undefined, { snapshotIdentifier: SNAPSHOT }],
  ...[
    '',
    'prd tracker',
    '-prd',
    'prd-',
    'prd--tracker',
    'a'.repeat(256),
    SNAPSHOT.replace('snapshot', 'cluster-snapshot'),
    SNAPSHOT.replace('rds', 'redshift'),
  ].map((name): [string, string, unknown, Given<MySqlDatabaseProps>] => {
    return ['database/not-a-snapshot', 'snapshotIdentifier', name, { ...restored, snapshotIdentifier: name }];
  }),
  ...[SNAPSHOT.replace('ap-southeast-1', 'eu-west-1'), SNAPSHOT.replace(ACCOUNT, '222222222222')].map(
    (arn): [string, string, unknown, Given<MySqlDatabaseProps>] => {
      return ['database/snapshot-elsewhere', 'snapshotIdentifier', arn, { ...restored, snapshotIdentifier: arn }];
    },
  ),
  ['props/wrong-type', 'snapshotIdentifier', 7, { ...restored, snapshotIdentifier: 7 as any }],
])('FE8b %s: %s %j is refused', (code, prop, value, props) => {
  expect(() => mySqlIn(workloadStack(), props)).toThrowProblem(code, prop, value);
});

test.each([
  'prd-tracker',
  'rds:prd-tracker-2026-11-30-03-10',
  'awsbackup:job-0f1e2d3c-1234',
  Lazy.string({ produce: () => 'late' }),
])('FE8b a snapshot named %s is taken', (snapshotIdentifier) => {
  expect(() => cleanedIn(workloadStack(), { snapshotIdentifier })).not.toThrow();
});

test('FE8b a snapshot of any place fits a stack of none, and one that a parameter names', () => {
  const stack = new Stack(newApp(), 'Anywhere');
  const { valueAsString } = new CfnParameter(stack, 'Snapshot');
  cleanedIn(stack, { snapshotIdentifier: valueAsString });

  expect(() => cleanedIn(new Stack(newApp(), 'Anywhere'))).not.toThrow();
  expect(sourceOf(stack).DBSnapshotIdentifier).toEqual({ Ref: 'Snapshot' });
});
