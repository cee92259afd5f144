import { Duration } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { MysqlEngineVersion } from 'aws-cdk-lib/aws-rds';
import { propertiesOf } from '../support/api';
import { resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { mySqlIn, parametersOf, postgresIn, sourceOf } from '../support/database';

const usual = workloadStack();
const database = mySqlIn(usual);

test('FE3a a MySQL database is a DB instance of MySQL 8.4 with a standby, and without a note', () => {
  expect(sourceOf(usual)).toMatchObject({
    ...{ Engine: 'mysql', EngineVersion: '8.4.8', MultiAZ: true, Port: '3306', DBInstanceClass: 'db.t4g.medium' },
    ...{ EnableCloudwatchLogsExports: ['slowquery', 'error'], EnablePerformanceInsights: true },
  });
  expect(propertiesOf(usual, 'AWS::RDS::DBParameterGroup').Family).toBe('mysql8.4');
  expect(Annotations.fromStack(usual).findInfo('*', Match.anyValue())).toEqual([]);
  expect(database.port).toBe(3306);
});

test('FE3a MySQL 8.0 is taken with a note that its standard support has ended, and stays in Extended Support', () => {
  const stack = workloadStack();
  mySqlIn(stack, { version: MysqlEngineVersion.VER_8_0_45 });
  const note = Match.stringLikeRegexp('mysql 8.0 ended on 2026-07-31: RDS bills Extended Support.*Upgrade to 8.4');

  expect(Annotations.fromStack(stack).findInfo('/Web/Database', note)).toHaveLength(1);
  expect(sourceOf(stack)).toMatchObject({
    EngineVersion: '8.0.45',
    EngineLifecycleSupport: 'open-source-rds-extended-support',
  });
});

test('PC10c TLS is enforced, and slow statements and deadlocks are logged where RDS publishes them', () => {
  expect(parametersOf(usual)).toEqual({
    ...{ innodb_print_all_deadlocks: '1', log_error_verbosity: '3', log_output: 'FILE', long_query_time: '1' },
    ...{ require_secure_transport: '1', slow_query_log: '1' },
  });
  const stack = workloadStack();
  mySqlIn(stack, { slowStatementThreshold: Duration.millis(250) });
  expect(parametersOf(stack).long_query_time).toBe('0.25');
});

test('Database Insights are left out where the class has too little memory for it', () => {
  const stack = workloadStack();
  mySqlIn(stack, { instanceType: new InstanceType('t4g.small') });
  const other = workloadStack();
  postgresIn(other, { instanceType: new InstanceType('t4g.small') });

  expect(sourceOf(stack).EnablePerformanceInsights).toBe(false);
  expect(sourceOf(other).EnablePerformanceInsights).toBe(true);
});

describe('FE3b a read replica', () => {
  const stack = workloadStack();
  const it = mySqlIn(stack, { readReplicas: 2, iamAuthentication: true });
  const replicas = resourcesOf(stack, 'AWS::RDS::DBInstance').filter(({ Properties }) => {
    return Properties.SourceDBInstanceIdentifier !== undefined;
  });

  test('is encrypted as its source, which RDS takes no statement on, and holds nothing of its own', () => {
    expect(replicas.map(({ Properties }) => Properties.DBInstanceIdentifier)).toEqual(it.replicaIdentifiers);
    expect(it.replicaIdentifiers).toEqual([1, 2].map((number) => `${it.identifier}-replica-${number}`));
    for (const { Properties, DeletionPolicy } of replicas) {
      expect(Properties).toMatchObject({ DBInstanceClass: 'db.t4g.medium', PubliclyAccessible: false });
      expect(Object.keys(Properties)).not.toEqual(
        expect.arrayContaining(['StorageEncrypted', 'KmsKeyId', 'MasterUsername', 'BackupRetentionPeriod']),
      );
      expect([Properties.StorageEncrypted, Properties.KmsKeyId, DeletionPolicy]).toEqual([
        undefined,
        undefined,
        'Delete',
      ]);
    }
  });

  test('grows as its source does, or replication stops on a full disk', () => {
    const { MaxAllocatedStorage, StorageType } = sourceOf(stack);

    expect(replicas.map(({ Properties }) => [Properties.MaxAllocatedStorage, Properties.StorageType])).toEqual([
      [MaxAllocatedStorage, StorageType],
      [MaxAllocatedStorage, StorageType],
    ]);
  });

  test('has log groups with a retention, which come first', () => {
    const names = resourcesOf(stack, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties.LogGroupName);

    expect(names).toEqual(
      expect.arrayContaining(it.replicaIdentifiers.map((replica) => `/aws/rds/instance/${replica}/slowquery`)),
    );
    expect(replicas.map(({ DependsOn }) => DependsOn.length)).toEqual([2, 2]);
  });

  test('has an address that services read from', () => {
    const { variables } = it.forUser('app');

    expect(Object.keys(variables)).toEqual([
      ...['DB_HOST', 'DB_NAME', 'DB_PORT', 'DB_READER_HOST', 'DB_READER_HOST_2', 'DB_USER'],
    ]);
    expect(it.readerEndpointAddress).toBe(variables.DB_READER_HOST);
  });

  test("FE6 makes the owner's password one that AWS's hosted function rotates, since RDS refuses to keep it", () => {
    expect(sourceOf(stack)).toMatchObject({
      ManageMasterUserPassword: false,
      MasterUserPassword: {
        'Fn::Join': ['', ['{{resolve:secretsmanager:', expect.anything(), ':SecretString:password::}}']],
      },
    });
    expect(sourceOf(stack).MasterUserSecret).toBeUndefined();
    const [{ Properties, DependsOn }] = resourcesOf(stack, 'AWS::SecretsManager::RotationSchedule');
    expect(Properties).toMatchObject({
      HostedRotationLambda: { RotationType: 'MySQLSingleUser' },
      RotationRules: { AutomaticallyAfterDays: 7 },
    });
    expect(DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^DatabaseOwnerAttachment/)]));
    expect(templateOf(stack).Transform).toBe('AWS::SecretsManager-2024-09-16');
  });

  test('counts one function of AWS, and no database without replica has any', () => {
    expect(resourcesOf(stack, 'AWS::SecretsManager::RotationSchedule')).toHaveLength(1);
    expect(resourcesOf(usual, 'AWS::SecretsManager::RotationSchedule')).toEqual([]);
    expect(templateOf(usual).Transform).toBeUndefined();
  });
});
