import { ArnFormat, Size, Stack } from 'aws-cdk-lib';
import { IConnectable, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { InstanceOptions, instanceTypeOf, storageOf } from './defaults';
import { instanceLogs, parameterGroupOf, replicasOf, sourceOf } from './instance';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { keySeenFromOtherStacks } from '../../../core/private/stacks/key-seen-from-other-stacks';
import type { Engine } from '../database/engine';
import { countDeadlocks, countEvents } from '../database/events';
import { identifierFor, ownerNameOf } from '../database/identifier';
import { afterLogs, logGroupNameOf } from '../database/log-groups';
import { allowDatabaseAccess, placeFor } from '../database/placement';
import { databaseRemovalOf } from '../database/removal';
import { RunningDatabase, userArnOf } from '../database/running-database';
import { keyFor } from '../database-logins/encryption';
import { OwnerLogin } from '../database-logins/owner-login';
import { rotationsFor } from '../database-logins/rotation';
import { loginsOfUsers } from '../database-logins/user-logins';

/** A DB instance with its replicas. */
export interface RunningInstance extends RunningDatabase {
  readonly instanceType: InstanceType;
  readonly allocatedStorage: Size;
  readonly replicaIdentifiers: string[];
}

/** Creates a DB instance of RDS, its replicas, its logins, and what counts its events. */
export function runningInstance(
  scope: Construct,
  engine: Engine,
  options: InstanceOptions,
  subnetIds: string[],
): RunningInstance {
  const { databaseName, readReplicas = 0 } = options;
  const { port } = engine;
  const removal = databaseRemovalOf(scope, options.removalPolicy);
  const key = keyFor(scope, options, removal);
  const identifier = identifierFor(scope, engine, options, key);
  const place = placeFor(scope, options, subnetIds, port, removal);
  const logs = instanceLogs(scope, { engine, identifier, options }, removal);
  const parameterGroupName = parameterGroupOf(scope, engine, options, removal);
  const parts = { engine, identifier, place, key, options, parameterGroupName };

  const owner = new OwnerLogin(scope, ownerNameOf(options), key, readReplicas > 0 ? engine : undefined);
  const source = sourceOf(scope, parts, owner, removal);
  afterLogs(source, logs);
  const replicas = replicasOf(scope, parts, source);

  const allowAccessFrom = (client: IConnectable) => allowDatabaseAccess(client, place.securityGroup, port);
  const rotations = rotationsFor(scope, options, { engine, key, allowAccessFrom }, owner);
  const seenKey = keySeenFromOtherStacks(scope, key, 'DatabaseKey');
  const address = { host: source.attrEndpointAddress, port, databaseName };
  const arn = arnOf(scope, identifier);
  countDeadlocks(logs[engine.deadlockLog], identifier);
  const categories = ['failover', 'low storage'];
  const { logRetention } = options;
  countEvents(scope, { identifier, arn, detailType: 'RDS DB Instance Event', categories, logRetention });
  return {
    ...{ databaseName, identifier, arn, port, engine, options, allowAccessFrom, encryptionKey: key },
    owner: owner.of(source, seenKey, () => [source.logicalId, identifier], rotations),
    users: loginsOfUsers(scope, { engine, key, seenKey, address, options, rotations }),
    dimensions: { DBInstanceIdentifier: identifier },
    logicalReplicationUser: options.logicalReplicationUser,
    address: addressOf(source),
    readerAddresses: replicas.map(addressOf),
    connections: place.connections,
    logGroupName: logGroupNameOf('instance', identifier, engine.logs[0]),
    userArnsOf: (userName) => [source, ...replicas].map((it) => userArnOf(scope, resourceIdOf(it), userName)),
    instanceType: instanceTypeOf(options),
    allocatedStorage: storageOf(options),
    replicaIdentifiers: replicas.map((replica) => replica.dbInstanceIdentifier!),
  };
}

/** The address of a DB instance as other stacks can read it: no CloudFormation export blocks replacing the database. */
function addressOf(instance: CfnDBInstance): string {
  return attributeOf(instance, 'DatabaseEndpoint', instance.attrEndpointAddress);
}

function resourceIdOf(instance: CfnDBInstance): string {
  return attributeOf(instance, 'DatabaseResourceId', instance.attrDbiResourceId);
}

function attributeOf(instance: CfnDBInstance, name: string, value: string): string {
  return crossStackValue(instance, {
    name,
    value,
    identity: () => [instance.logicalId, instance.dbInstanceIdentifier],
  });
}

/** ARN built from the identifier, not from the resource, so no CloudFormation export blocks replacing the database. */
function arnOf(scope: Construct, resourceName: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 'rds', resource: 'db', resourceName, arnFormat });
}
