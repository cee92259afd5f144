import { ArnFormat, Stack } from 'aws-cdk-lib';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { clusterOf, instancesOf, scaleReaders } from './cluster';
import { clusterSize } from './defaults';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { keySeenFromOtherStacks } from '../../../core/private/stacks/key-seen-from-other-stacks';
import type { AuroraPostgresClusterProps } from '../../aurora-postgres-cluster';
import type { Engine } from '../database/engine';
import { countEvents } from '../database/events';
import { identifierFor, ownerNameOf } from '../database/identifier';
import { afterLogs, logGroupNameOf, logGroupsFor } from '../database/log-groups';
import { allowDatabaseAccess, placeFor } from '../database/placement';
import { databaseRemovalOf } from '../database/removal';
import { RunningDatabase, userArnOf } from '../database/running-database';
import { keyFor } from '../database-logins/encryption';
import { OwnerLogin } from '../database-logins/owner-login';
import { rotationsFor } from '../database-logins/rotation';
import { loginsOfUsers } from '../database-logins/user-logins';

/** A cluster of Aurora with its instances. */
export interface RunningCluster extends RunningDatabase {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly readers: number;
}

/** Creates a cluster of Aurora, its instances, its logins, and what counts its events. */
export function runningCluster(
  scope: Construct,
  engine: Engine,
  options: AuroraPostgresClusterProps,
  subnetIds: string[],
): RunningCluster {
  const { databaseName } = options;
  const { port } = engine;
  const { minCapacity, maxCapacity, readers } = clusterSize(options);
  const removal = databaseRemovalOf(scope, options.removalPolicy);
  const key = keyFor(scope, options, removal);
  const identifier = identifierFor(scope, engine, options, key);
  const place = placeFor(scope, options, subnetIds, port, removal);
  const logs = logGroupsFor(scope, engine, (log) => logGroupNameOf('cluster', identifier, log), options, removal);
  const parts = { engine, identifier, place, key, options };

  const owner = new OwnerLogin(scope, ownerNameOf(options), key);
  const cluster = clusterOf(scope, parts, owner, removal);
  afterLogs(cluster, logs);
  const instances = instancesOf(scope, parts, cluster, removal);
  scaleReaders(scope, parts, cluster, instances);

  const allowAccessFrom = (client: IConnectable) => allowDatabaseAccess(client, place.securityGroup, port);
  const rotations = rotationsFor(scope, options, { engine, key, allowAccessFrom }, owner);
  const seenKey = keySeenFromOtherStacks(scope, key, 'DatabaseKey');
  const address = { host: cluster.attrEndpointAddress, port, databaseName };
  const arn = arnOf(scope, identifier);
  const { logRetention } = options;
  countEvents(scope, { identifier, arn, detailType: 'RDS DB Cluster Event', categories: ['failover'], logRetention });
  const seen = (name: string, value: string) => attributeOf(cluster, name, value);
  return {
    ...{ databaseName, identifier, arn, port, engine, options, allowAccessFrom, encryptionKey: key },
    ...{ minCapacity, maxCapacity, readers, connections: place.connections },
    owner: owner.of(cluster, seenKey, () => [cluster.logicalId, identifier], rotations),
    users: loginsOfUsers(scope, { engine, key, seenKey, address, options, rotations }),
    dimensions: { DBClusterIdentifier: identifier },
    logicalReplicationUser: options.logicalReplicationUser,
    address: seen('DatabaseEndpoint', cluster.attrEndpointAddress),
    // Without readers it leads to the writer: a service has the same variables with fewer instances.
    readerAddresses: [seen('DatabaseReaderEndpoint', cluster.attrReadEndpointAddress)],
    logGroupName: logGroupNameOf('cluster', identifier, engine.logs[0]),
    userArnsOf: (userName) => [userArnOf(scope, seen('DatabaseResourceId', cluster.attrDbClusterResourceId), userName)],
  };
}

/** An attribute of the cluster as other stacks can read it: no CloudFormation export blocks replacing the database. */
function attributeOf(cluster: CfnDBCluster, name: string, value: string): string {
  return crossStackValue(cluster, { name, value, identity: () => [cluster.logicalId, cluster.dbClusterIdentifier] });
}

/** ARN built from the identifier, not from the resource, so no CloudFormation export blocks replacing the database. */
function arnOf(scope: Construct, resourceName: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 'rds', resource: 'cluster', resourceName, arnFormat });
}
