import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBCluster, CfnDBClusterParameterGroup, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { clusterSize } from './defaults';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import type { AuroraPostgresClusterProps } from '../../aurora-postgres-cluster';
import type { Engine } from '../database/engine';
import { insightsOf } from '../database/insights';
import { familyOf, parametersOf } from '../database/parameter-group';
import type { DatabasePlace } from '../database/placement';
import { besideDatabase, keepWith } from '../database/removal';
import { lifecycleOf } from '../database/standard-support';
import type { OwnerLogin } from '../database-logins/owner-login';

/** What cluster and instances are made of. */
export interface ClusterParts {
  readonly engine: Engine;
  readonly identifier: string;
  readonly place: DatabasePlace;
  readonly key: IKey;
  readonly options: AuroraPostgresClusterProps;
}

/** Creates the cluster, whose storage is of three Availability Zones whatever its instances are. */
export function clusterOf(
  scope: Construct,
  parts: ClusterParts,
  owner: OwnerLogin,
  removal: RemovalPolicy,
): CfnDBCluster {
  const { engine, identifier, place, key, options } = parts;
  const { minCapacity, maxCapacity } = clusterSize(options);
  const { iamAuthentication = false, deletionProtection = true, backupRetention, autoPauseAfter } = options;
  const group = new CfnDBClusterParameterGroup(scope, 'Parameters', {
    family: familyOf(engine),
    description: `Parameters of ${scope.node.path}`,
    parameters: parametersOf(engine, options),
  });
  keepWith(removal, group);
  const cluster = new CfnDBCluster(scope, 'Resource', {
    dbClusterIdentifier: identifier,
    engine: engine.name,
    engineVersion: engine.version,
    engineLifecycleSupport: lifecycleOf(engine),
    databaseName: options.databaseName,
    port: engine.port,
    ...owner.props,
    serverlessV2ScalingConfiguration: {
      minCapacity,
      maxCapacity,
      secondsUntilAutoPause: minCapacity === 0 ? (autoPauseAfter?.toSeconds() ?? 300) : undefined,
    },
    dbSubnetGroupName: place.subnetGroupName,
    vpcSecurityGroupIds: [place.securityGroup.securityGroupId],
    dbClusterParameterGroupName: group.ref,
    storageEncrypted: true,
    kmsKeyId: key.keyArn,
    backupRetentionPeriod: backupRetention?.toDays() ?? 7,
    copyTagsToSnapshot: true,
    deletionProtection,
    enableIamDatabaseAuthentication: iamAuthentication,
    enableCloudwatchLogsExports: engine.logs,
  });
  cluster.applyRemovalPolicy(removal);
  acknowledge(
    cluster,
    'RDS11',
    'Security groups keep out what is no client, and clients expect the port of the engine.',
  );
  if (!iamAuthentication) {
    acknowledge(
      cluster,
      'RDS6',
      'Services log in with passwords of their own unless the caller turns iamAuthentication on.',
    );
  }
  if (!deletionProtection) {
    acknowledge(cluster, 'RDS10', 'The caller states by deletionProtection that the cluster is about to be deleted.');
  }
  return cluster;
}

/** Creates the writer and the readers. The first reader has the capacity of the writer, whose place it takes in a failover. */
export function instancesOf(
  scope: Construct,
  parts: ClusterParts,
  cluster: CfnDBCluster,
  removal: RemovalPolicy,
): CfnDBInstance[] {
  const { readers } = clusterSize(parts.options);
  const make = (place: Construct, id: string, promotionTier: number) => {
    const instance = instanceOf(place, id, parts, cluster, promotionTier);
    instance.applyRemovalPolicy(besideDatabase(removal));
    return instance;
  };
  const writer = make(scope, 'Writer', 0);
  const readersOf = new Construct(scope, 'Readers');
  const others = Array.from({ length: readers }, (_, index) => {
    const reader = make(readersOf, String(index + 1), Math.min(index + 1, 2));
    reader.node.addDependency(writer); // the instance that is first writes
    return reader;
  });
  return [writer, ...others];
}

/** Instances of the tiers 0 and 1 scale together, those above by themselves. */
function instanceOf(
  scope: Construct,
  id: string,
  { engine, key }: ClusterParts,
  cluster: CfnDBCluster,
  promotionTier: number,
) {
  return new CfnDBInstance(scope, id, {
    dbInstanceClass: 'db.serverless',
    dbClusterIdentifier: cluster.ref,
    engine: engine.name,
    promotionTier,
    publiclyAccessible: false,
    autoMinorVersionUpgrade: true,
    caCertificateIdentifier: 'rds-ca-rsa2048-g1',
    ...insightsOf(engine, undefined, key),
  });
}

/** Adds readers while those that there are have much to do. Application Auto Scaling names and deletes them itself. */
export function scaleReaders(
  scope: Construct,
  { options }: ClusterParts,
  cluster: CfnDBCluster,
  instances: CfnDBInstance[],
): void {
  const { readers, maxReaders } = clusterSize(options);
  if (maxReaders <= readers) {
    return;
  }
  const target = new CfnScalableTarget(scope, 'ReaderScaling', {
    serviceNamespace: 'rds',
    scalableDimension: 'rds:cluster:ReadReplicaCount',
    resourceId: `cluster:${cluster.ref}`,
    minCapacity: readers,
    maxCapacity: maxReaders,
  });
  target.node.addDependency(...instances);
  new CfnScalingPolicy(scope, 'ReaderScalingByCpu', {
    policyName: 'reader-cpu',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.ref,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: 'RDSReaderAverageCPUUtilization' },
      targetValue: 60,
    },
  });
}
