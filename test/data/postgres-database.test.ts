import { CfnOutput, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { InstanceType, Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { PostgresDatabaseProps } from '../../src/data';
import { exportsIn, propertiesOf } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { parametersOf, postgresIn, sourceOf, threeTiersIn } from '../support/database';
import { networkIn } from '../support/scaffold';

const INSTANCE = 'AWS::RDS::DBInstance';
const ARN_OF_KEY = { 'Fn::GetAtt': [expect.stringMatching(/^DatabaseKey/), 'Arn'] };

const stackWith = (props: Partial<PostgresDatabaseProps> = {}) => {
  const stack = workloadStack();
  postgresIn(stack, props);
  return stack;
};

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const database = postgresIn(usual, { vpc: threeTiersIn(usual) });

describe('ET1 CM2b a PostgreSQL database', () => {
  test('is a DB instance of PostgreSQL 18 with a standby, closed, in the isolated subnets', () => {
    expect(sourceOf(usual)).toMatchObject({
      ...{ Engine: 'postgres', EngineVersion: '18.3', DBInstanceClass: 'db.t4g.medium', MultiAZ: true },
      ...{ DBName: 'tracker', MasterUsername: 'tracker', Port: '5432', PubliclyAccessible: false },
      ...{ StorageType: 'gp3', AllocatedStorage: '20', MaxAllocatedStorage: 100 },
      ...{
        BackupRetentionPeriod: 7,
        DeleteAutomatedBackups: false,
        CopyTagsToSnapshot: true,
        DeletionProtection: true,
      },
      ...{ AutoMinorVersionUpgrade: true, AllowMajorVersionUpgrade: false, EnableIAMDatabaseAuthentication: false },
      ...{
        EnablePerformanceInsights: true,
        PerformanceInsightsRetentionPeriod: 7,
        PerformanceInsightsKMSKeyId: ARN_OF_KEY,
      },
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      DBInstanceIdentifier: database.identifier,
    });
    expect(propertiesOf(usual, 'AWS::RDS::DBSubnetGroup').SubnetIds).toEqual(
      [1, 2].map((zone) => ({ Ref: expect.stringMatching(`^VpcDataSubnet${zone}Subnet`) })),
    );
    expect(propertiesOf(usual, 'AWS::EC2::SecurityGroup', 'Database').SecurityGroupIngress).toBeUndefined();
    expect(sourceOf(usual).EngineLifecycleSupport).toBeUndefined();
  });

  test('needs no Lambda function', () => {
    expect(lambdasIn(stackWith().node.root as never)).toEqual([]);
  });

  test('has the size, version, zone and times that the team gives', () => {
    const stack = stackWith({
      ...{ version: PostgresEngineVersion.VER_17_9, instanceType: new InstanceType('m7g.large'), singleAz: true },
      ...{ allocatedStorage: Size.gibibytes(100), maxAllocatedStorage: Size.gibibytes(1000) },
      ...{ backupRetention: Duration.days(30), logRetention: Duration.days(30), allowMajorVersionUpgrade: true },
      ...{ slowStatementThreshold: Duration.millis(250), parameters: { work_mem: '8192' }, identifier: 'tracker' },
    });

    expect(sourceOf(stack)).toMatchObject({
      ...{ EngineVersion: '17.9', DBInstanceClass: 'db.m7g.large', MultiAZ: false, BackupRetentionPeriod: 30 },
      ...{ AllocatedStorage: '100', MaxAllocatedStorage: 1000, AllowMajorVersionUpgrade: true },
      DBInstanceIdentifier: 'tracker',
    });
    expect(propertiesOf(stack, 'AWS::RDS::DBParameterGroup')).toMatchObject({ Family: 'postgres17' });
    expect(parametersOf(stack)).toEqual({
      ...{ log_min_duration_statement: '250', 'rds.force_ssl': '1', work_mem: '8192' },
    });
    expect(propertiesOf(stack, 'AWS::Logs::LogGroup', 'DatabaseLogs')).toEqual({
      LogGroupName: '/aws/rds/instance/tracker/postgresql',
      RetentionInDays: 30,
    });
  });

  test.each([
    [20, 100],
    [59578, 65536],
    [59579, undefined],
    [65536, undefined],
  ])('of %i GiB grows to %s: without a tenth of room RDS refuses a ceiling', (gibibytes, ceiling) => {
    const allocatedStorage = Size.gibibytes(gibibytes);

    expect(sourceOf(stackWith({ allocatedStorage })).MaxAllocatedStorage).toBe(ceiling);
  });

  test('is in the private subnets where the VPC has no isolated ones, and nowhere else', () => {
    const stack = workloadStack();
    postgresIn(stack, { vpc: networkIn(stack).vpc });
    const subnetConfiguration = [{ name: 'Public', subnetType: SubnetType.PUBLIC }];
    const vpc = new Vpc(stack, 'Open', { availabilityZones: ['a', 'b'], subnetConfiguration });

    expect(propertiesOf(stack, 'AWS::RDS::DBSubnetGroup').SubnetIds).toHaveLength(2);
    expect(() => postgresIn(workloadStack(stack, 'Other'), { vpc })).toThrowProblem(
      'database/too-few-zones',
      'subnets',
      '0 subnets',
    );
  });

  test('comes after its log groups, which RDS would create without a retention', () => {
    const [{ DependsOn }] = resourcesOf(usual, INSTANCE);

    expect([DependsOn].flat()).toEqual([expect.stringMatching(/^DatabaseLogsPostgresql[0-9A-F]+$/)]);
    expect(sourceOf(usual).EnableCloudwatchLogsExports).toEqual(['postgresql']);
    expect(propertiesOf(usual, 'AWS::Logs::LogGroup', 'DatabaseLogs')).toEqual({
      LogGroupName: `/aws/rds/instance/${database.identifier}/postgresql`,
      RetentionInDays: 90,
    });
  });

  test.each<[what: string, props: Partial<PostgresDatabaseProps>]>([
    ['database', { databaseName: 'other' }],
    ['owner', { ownerName: 'other' }],
  ])('another %s is another identifier, since it replaces the DB instance', (_, props) => {
    expect(postgresIn(workloadStack(), props).identifier).not.toBe(database.identifier);
    expect(postgresIn(workloadStack(), { instanceType: new InstanceType('r7g.large') }).identifier).toBe(
      database.identifier,
    );
  });

  test('notes that a version is in Extended Support, and keeps it there', () => {
    const stack = stackWith({ version: PostgresEngineVersion.of('13.20', '13') });
    const note = Match.stringLikeRegexp('postgres 13 ended on 2026-02-28.*Upgrade to 18');

    expect(Annotations.fromStack(stack).findInfo('/Web/Database', note)).toHaveLength(1);
    expect(Annotations.fromStack(usual).findInfo('*', Match.anyValue())).toEqual([]);
    expect(sourceOf(stack).EngineLifecycleSupport).toBe('open-source-rds-extended-support');
  });
});

describe('PC10a PC10c FE3c what protects the data', () => {
  test('storage, snapshots and secrets have a key with rotation', () => {
    expect(sourceOf(usual)).toMatchObject({ StorageEncrypted: true, KmsKeyId: ARN_OF_KEY });
    expect(sourceOf(usual).MasterUserSecret).toEqual({ KmsKeyId: ARN_OF_KEY });
    expect(propertiesOf(usual, 'AWS::SecretsManager::Secret').KmsKeyId).toEqual(ARN_OF_KEY);
    expect(propertiesOf(usual, 'AWS::KMS::Key').EnableKeyRotation).toBe(true);
    expect(database.encryptionKey.node.path).toBe('Web/Database/Key');
  });

  test('a key of the team takes its place', () => {
    const stack = workloadStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-southeast-1:111111111111:key/1');
    postgresIn(stack, { encryptionKey });

    expect(resourcesOf(stack, 'AWS::KMS::Key')).toEqual([]);
    expect(sourceOf(stack).KmsKeyId).toBe(encryptionKey.keyArn);
  });

  test('TLS is enforced, and slow statements are logged', () => {
    expect(parametersOf(usual)).toEqual({ log_min_duration_statement: '1000', 'rds.force_ssl': '1' });
  });

  test.each([
    [undefined, 'RetainExceptOnCreate', 'RetainExceptOnCreate'],
    [RemovalPolicy.RETAIN, 'RetainExceptOnCreate', 'RetainExceptOnCreate'],
    [RemovalPolicy.SNAPSHOT, 'Snapshot', 'RetainExceptOnCreate'],
  ])('with removalPolicy %s the database has %s, and its key %s', (removalPolicy, ofDatabase, ofKey) => {
    const stack = stackWith({ removalPolicy });

    expect(resourcesOf(stack, INSTANCE)[0].DeletionPolicy).toBe(ofDatabase);
    expect(resourcesOf(stack, 'AWS::KMS::Key')[0].DeletionPolicy).toBe(ofKey);
  });

  test.each([
    [undefined, 'RetainExceptOnCreate', 'Delete'],
    [RemovalPolicy.SNAPSHOT, undefined, undefined],
  ])('with removalPolicy %s what it needs in place has %s', (removalPolicy, deleted, replaced) => {
    const stack = stackWith({ removalPolicy });

    for (const type of ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBParameterGroup', 'AWS::EC2::SecurityGroup']) {
      const [{ DeletionPolicy, UpdateReplacePolicy }] = resourcesOf(stack, type);
      expect([type, DeletionPolicy, UpdateReplacePolicy]).toEqual([type, deleted, replaced]);
    }
  });

  test('destroying it takes two keys', () => {
    const removalPolicy = RemovalPolicy.DESTROY;
    const app = newApp({ context: { 'rl-bank-constructs:destroyData': true } });
    const stack = workloadStack(app);
    postgresIn(stack, { removalPolicy, deletionProtection: false });

    expect(() => stackWith({ removalPolicy })).toThrowProblem('removal/second-key-missing', 'removalPolicy', 'destroy');
    expect(resourcesOf(stack, INSTANCE)[0]).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtection: false },
    });
    expect(resourcesOf(stack, 'AWS::KMS::Key')[0].DeletionPolicy).toBe('Delete');
  });
});

describe('who may call it', () => {
  test.each<[asked: string, open: (it: typeof database, client: SecurityGroup) => void]>([
    ['allowAccessFrom', (it, client) => it.allowAccessFrom(client)],
    ['connections', (it, client) => it.connections.allowDefaultPortFrom(client)],
    ['connections of the client', (it, client) => client.connections.allowTo(it, Port.tcp(5432))],
  ])('is said by %s, in the stack of the client and without an export', (_, open) => {
    const app = newApp();
    const stack = workloadStack(app, 'Data');
    const { vpc } = networkIn(stack);
    const service = workloadStack(app, 'Service');
    open(postgresIn(stack, { vpc }), new SecurityGroup(service, 'Tasks', { vpc, allowAllOutbound: false }));
    const rules = ['Ingress', 'Egress'].flatMap((kind) => resourcesOf(service, `AWS::EC2::SecurityGroup${kind}`));

    expect(rules.map(({ Properties }) => [Properties.FromPort, Properties.ToPort])).toEqual([
      [5432, 5432],
      [5432, 5432],
    ]);
    expect(exportsIn(app)).toEqual([]);
    expect([stack.dependencies, service.dependencies]).toEqual([[], [stack]]);
  });

  test('is no server that the database would call', () => {
    const { vpc } = networkIn(workloadStack());
    const { connections } = postgresIn(workloadStack(), { vpc });
    const other = new SecurityGroup(workloadStack(), 'Other', { vpc });

    expect(() => connections.allowTo(other, Port.tcp(443))).toThrowProblem(
      'database/not-a-client',
      'client',
      'Web/Database',
    );
  });
});

test('CM7a CM7b a user that replicates turns on logical replication, and has a password of its own', () => {
  const stack = workloadStack();
  const it = postgresIn(stack, { logicalReplicationUser: 'sync', iamAuthentication: true });
  const secrets = resourcesOf(stack, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties.Description);

  expect(parametersOf(stack)['rds.logical_replication']).toBe('1');
  expect(parametersOf(usual)['rds.logical_replication']).toBeUndefined();
  expect(secrets).toEqual(['Login of sync at the database']);
  expect(it.userNames).toEqual(['app', 'sync']);
  expect(Object.keys(it.forUser('sync').secrets)).toEqual(['DB_PASSWORD', 'DB_USER']);
  expect(it.alarmDefinitions.map(({ id }) => id)).toContain('DatabaseReplicationSlotLags');
});

test('other stacks read what it has without an export', () => {
  const app = newApp();
  const it = postgresIn(workloadStack(app, 'Data'));
  const other: Stack = workloadStack(app, 'Other');
  new CfnOutput(other, 'Host', { value: it.endpointAddress });
  new CfnOutput(other, 'Arn', { value: it.databaseArn });

  expect(exportsIn(app)).toEqual([]);
  expect(templateOf(other).Outputs.Host.Value).toMatchObject({ 'Fn::GetStackOutput': { StackName: 'Data' } });
  expect([it.databaseName, it.ownerName, it.port, it.readerEndpointAddress]).toEqual([
    'tracker',
    'tracker',
    5432,
    undefined,
  ]);
  expect(postgresIn(workloadStack(), { ownerName: undefined }).ownerName).toBe('owner');
});
