import { Duration } from 'aws-cdk-lib';
import { AuroraPostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { ServiceBinding } from '../../src/core';
import { AuroraPostgresClusterProps } from '../../src/data';
import { containerOf, exportsIn, propertiesOf, runningApi } from '../support/api';
import { lambdasIn, newApp, resourcesOf, workloadStack } from '../support/cloud';
import { auroraIn } from '../support/database';

const CLUSTER = 'AWS::RDS::DBCluster';

const stackWith = (props: Partial<AuroraPostgresClusterProps> = {}) => {
  const stack = workloadStack();
  auroraIn(stack, props);
  return stack;
};

const usual = workloadStack();
const cluster = auroraIn(usual);

describe('PC2b an Aurora PostgreSQL cluster', () => {
  test('is Serverless v2 with a writer and a reader that takes its place', () => {
    expect(propertiesOf(usual, CLUSTER)).toMatchObject({
      ...{ Engine: 'aurora-postgresql', EngineVersion: '17.9', DatabaseName: 'tracker', Port: 5432 },
      ...{ MasterUsername: 'tracker', ManageMasterUserPassword: true, StorageEncrypted: true },
      ...{ BackupRetentionPeriod: 7, CopyTagsToSnapshot: true, DeletionProtection: true },
      ...{ EnableIAMDatabaseAuthentication: false, EnableCloudwatchLogsExports: ['postgresql'] },
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 },
      DBClusterIdentifier: cluster.identifier,
    });
    const instances = resourcesOf(usual, 'AWS::RDS::DBInstance');
    expect(instances.map(({ Properties }) => [Properties.DBInstanceClass, Properties.PromotionTier])).toEqual([
      ['db.serverless', 0],
      ['db.serverless', 1],
    ]);
    expect(instances.map(({ Properties }) => Properties.PubliclyAccessible)).toEqual([false, false]);
    expect(instances.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([
      'RetainExceptOnCreate',
      'RetainExceptOnCreate',
    ]);
    expect([cluster.minCapacity, cluster.maxCapacity]).toEqual([0.5, 16]);
  });

  test('PC10c enforces TLS in the parameter group of the cluster', () => {
    expect(propertiesOf(usual, 'AWS::RDS::DBClusterParameterGroup')).toMatchObject({
      Family: 'aurora-postgresql17',
      Parameters: { log_min_duration_statement: '1000', 'rds.force_ssl': '1' },
    });
  });

  test('adds readers up to 3 while the CPU of those that there are is above 60 %', () => {
    expect(propertiesOf(usual, 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual({
      ...{ MinCapacity: 1, MaxCapacity: 3, ServiceNamespace: 'rds' },
      ScalableDimension: 'rds:cluster:ReadReplicaCount',
      ResourceId: { 'Fn::Join': ['', ['cluster:', { Ref: expect.stringMatching(/^Database/) }]] },
    });
    expect(propertiesOf(usual, 'AWS::ApplicationAutoScaling::ScalingPolicy')).toMatchObject({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'RDSReaderAverageCPUUtilization' },
        TargetValue: 60,
      },
    });
    expect(resourcesOf(usual, 'AWS::IAM::Role')).toEqual([]); // the service-linked role of RDS scaling
  });

  test.each<[props: Partial<AuroraPostgresClusterProps>, readers: number, most: number | undefined]>([
    [{ readers: 0 }, 0, undefined],
    [{ readers: 2, maxReaders: 2 }, 2, undefined],
    [{ readers: 2 }, 2, 3],
    [{ readers: 5 }, 5, undefined],
    [{ readers: 1, maxReaders: 15 }, 1, 15],
  ])('has with %j as many readers and at most as many', (props, readers, most) => {
    const stack = stackWith(props);
    const [target] = resourcesOf(stack, 'AWS::ApplicationAutoScaling::ScalableTarget');

    expect(resourcesOf(stack, 'AWS::RDS::DBInstance')).toHaveLength(1 + readers);
    expect(target?.Properties.MaxCapacity).toBe(most);
  });

  test('pauses with a minimum of 0, after 5 minutes or as long as the team says', () => {
    const scalingOf = (props: Partial<AuroraPostgresClusterProps>) =>
      propertiesOf(stackWith(props), CLUSTER).ServerlessV2ScalingConfiguration;

    expect(scalingOf({ minCapacity: 0, maxCapacity: 2 })).toEqual({
      ...{ MinCapacity: 0, MaxCapacity: 2, SecondsUntilAutoPause: 300 },
    });
    expect(scalingOf({ minCapacity: 0, autoPauseAfter: Duration.hours(1) }).SecondsUntilAutoPause).toBe(3600);
  });

  test('has the version and the user that replicates of the team', () => {
    const stack = stackWith({ version: AuroraPostgresEngineVersion.VER_16_13, logicalReplicationUser: 'sync' });

    expect(propertiesOf(stack, CLUSTER).EngineVersion).toBe('16.13');
    expect(propertiesOf(stack, 'AWS::RDS::DBClusterParameterGroup')).toMatchObject({
      Family: 'aurora-postgresql16',
      Parameters: { 'rds.logical_replication': '1' },
    });
  });

  test('keeps what it needs in place as long as it is kept itself', () => {
    for (const type of ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBClusterParameterGroup', 'AWS::EC2::SecurityGroup']) {
      expect(resourcesOf(usual, type)[0].DeletionPolicy).toBe('RetainExceptOnCreate');
    }
  });

  test('offers no switch for a major version, which CloudFormation would not obey', () => {
    expect(() => stackWith({ allowMajorVersionUpgrade: false } as never)).toThrowProblem(
      'database/major-version-not-guarded',
      'allowMajorVersionUpgrade',
      false,
    );
  });

  test('gives services its endpoints under the names that they read', () => {
    const app = newApp();
    const database = auroraIn(workloadStack(app, 'Data'));
    const stack = workloadStack(app, 'Api');
    const names = { DB_HOST: 'AURORA_WRITER_ENDPOINT', DB_READER_HOST: 'AURORA_READER_ENDPOINT' };
    runningApi({ settings: undefined, uses: [ServiceBinding.withNames(database.forUser('app'), names)] }, stack);

    expect(containerOf(stack).Environment.map(({ Name }: any) => Name)).toEqual([
      ...['AURORA_READER_ENDPOINT', 'AURORA_WRITER_ENDPOINT', 'DB_NAME', 'DB_PORT'],
    ]);
    expect([exportsIn(app), lambdasIn(app)]).toEqual([[], []]);
  });

  test('gives them its reader endpoint without readers, too, where RDS leads it to the writer', () => {
    const database = auroraIn(workloadStack(), { readers: 0 });

    expect(Object.keys(database.forUser('app').variables)).toContain('DB_READER_HOST');
    expect(database.alarmDefinitions.map(({ id }) => id)).not.toContain('DatabaseReaderLags');
  });
});
