import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDBInstance, CfnDBParameterGroup } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { ceilingOf, InstanceOptions, instanceTypeOf, storageOf } from './defaults';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import type { Engine } from '../database/engine';
import { insightsOf } from '../database/insights';
import { afterLogs, logGroupNameOf, logGroupsFor } from '../database/log-groups';
import { familyOf, parametersOf } from '../database/parameter-group';
import type { DatabasePlace } from '../database/placement';
import { keepWith } from '../database/removal';
import { lifecycleOf } from '../database/standard-support';
import type { OwnerLogin } from '../database-logins/owner-login';

/** What all DB instances of one database share. */
export interface InstanceParts {
  readonly engine: Engine;
  readonly identifier: string;
  readonly place: DatabasePlace;
  readonly key: IKey;
  readonly options: InstanceOptions;
  readonly parameterGroupName: string;
}

/** Reason for the port of the engine. */
export const PORT_REASON = 'Security groups keep out what is no client, and clients expect the port of the engine.';

/** Creates the parameter group, and returns its name. */
export function parameterGroupOf(
  scope: Construct,
  engine: Engine,
  options: InstanceOptions,
  removal: RemovalPolicy,
): string {
  const group = new CfnDBParameterGroup(scope, 'Parameters', {
    family: familyOf(engine),
    description: `Parameters of ${scope.node.path}`,
    parameters: parametersOf(engine, options),
  });
  keepWith(removal, group);
  return group.ref;
}

/** Creates the log groups of a DB instance, by the log. */
export function instanceLogs(
  scope: Construct,
  { engine, identifier, options }: Pick<InstanceParts, 'engine' | 'identifier' | 'options'>,
  removal: RemovalPolicy,
): Record<string, LogGroup> {
  return logGroupsFor(scope, engine, (log) => logGroupNameOf('instance', identifier, log), options, removal);
}

/** Creates the DB instance that writes. */
export function sourceOf(
  scope: Construct,
  parts: InstanceParts,
  owner: OwnerLogin,
  removal: RemovalPolicy,
): CfnDBInstance {
  const { engine, options } = parts;
  const { singleAz = false, backupRetention, deletionProtection = true } = options;
  const instance = new CfnDBInstance(scope, 'Resource', {
    ...commonOf(parts, parts.identifier),
    ...originOf(parts, owner),
    engineVersion: engine.version,
    engineLifecycleSupport: lifecycleOf(engine),
    allowMajorVersionUpgrade: options.allowMajorVersionUpgrade ?? false,
    port: String(engine.port),
    multiAz: !singleAz,
    allocatedStorage: String(storageOf(options).toGibibytes()),
    backupRetentionPeriod: backupRetention?.toDays() ?? 7,
    deleteAutomatedBackups: false,
    deletionProtection,
  });
  instance.applyRemovalPolicy(removal);
  acknowledge(instance, 'RDS11', PORT_REASON);
  if (options.snapshotIdentifier !== undefined) {
    acknowledge(instance, 'RDS2', 'RDS encrypts a restored DB instance as its snapshot, and refuses the property.');
  }
  if (singleAz) {
    acknowledge(instance, 'RDS3', 'The caller states by singleAz that the database may be down while its zone is.');
  }
  if (!deletionProtection) {
    acknowledge(instance, 'RDS10', 'The caller states by deletionProtection that the database is about to be deleted.');
  }
  return instance;
}

/**
 * What a new database is made of, or a restored one: RDS refuses what the snapshot says itself, and CloudFormation sends no
 * property of Database Insights.
 */
function originOf({ engine, key, options }: InstanceParts, owner: OwnerLogin) {
  const { databaseName, snapshotIdentifier } = options;
  const { masterUsername, ...password } = owner.props;
  return snapshotIdentifier === undefined
    ? {
        dbName: databaseName,
        masterUsername,
        ...password,
        ...{ storageEncrypted: true, kmsKeyId: key.keyArn },
        ...insightsOf(engine, instanceTypeOf(options), key),
      }
    : { dbSnapshotIdentifier: snapshotIdentifier, ...password };
}

/** Replicas of the same region: their storage is encrypted as that of their source, and stating it is refused. */
export function replicasOf(scope: Construct, parts: InstanceParts, source: CfnDBInstance): CfnDBInstance[] {
  const { readReplicas = 0 } = parts.options;
  const replicas = new Construct(scope, 'Replicas');
  return Array.from({ length: readReplicas }, (_, index) => {
    const place = new Construct(replicas, String(index + 1));
    const identifier = `${parts.identifier}-replica-${index + 1}`;
    const replica = new CfnDBInstance(place, 'Resource', {
      ...commonOf(parts, identifier),
      ...insightsOf(parts.engine, instanceTypeOf(parts.options), parts.key),
      sourceDbInstanceIdentifier: source.ref,
    });
    replica.applyRemovalPolicy(RemovalPolicy.DESTROY); // its data is that of the source
    afterLogs(replica, instanceLogs(place, { ...parts, identifier }, RemovalPolicy.DESTROY));
    acknowledge(replica, 'RDS2', 'RDS encrypts a replica of the same region as its source, and refuses the property.');
    acknowledge(replica, 'RDS3', 'A replica only reads: while its zone is down, another replica or the source does.');
    acknowledge(replica, 'RDS10', 'Deleting a replica deletes no data: its source, which is protected, has all of it.');
    acknowledge(replica, 'RDS11', PORT_REASON);
    acknowledge(replica, 'RDS13', 'The backups of its source have all the data of a replica.');
    return replica;
  });
}

function commonOf({ engine, place, parameterGroupName, options }: InstanceParts, dbInstanceIdentifier: string) {
  return {
    dbInstanceIdentifier,
    dbInstanceClass: `db.${instanceTypeOf(options).toString()}`,
    engine: engine.name,
    dbSubnetGroupName: place.subnetGroupName,
    vpcSecurityGroups: [place.securityGroup.securityGroupId],
    publiclyAccessible: false,
    dbParameterGroupName: parameterGroupName,
    caCertificateIdentifier: 'rds-ca-rsa2048-g1',
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: true,
    enableIamDatabaseAuthentication: options.iamAuthentication ?? false,
    enableCloudwatchLogsExports: engine.logs,
    storageType: 'gp3',
    maxAllocatedStorage: ceilingOf(options), // of a replica, too: replication stops where its storage is full
  };
}
