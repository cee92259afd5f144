import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Engine } from './engine';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import type { Login } from '../database-logins/logins';

/** What a binding needs of a database. */
export interface BoundDatabase {
  readonly databaseName: string;
  /** Address that writes, for any stack. */
  readonly address: string;
  /** Addresses that read from replicas, for any stack. */
  readonly readerAddresses: string[];
  readonly port: number;
  readonly users: Login[];
  readonly allowAccessFrom: (client: IConnectable) => void;
  /** ARNs that a user connects to with a token of IAM. */
  readonly userArnsOf: (userName: string) => string[];
}

/** A database that the app creates. */
export interface RunningDatabase extends BoundDatabase {
  readonly identifier: string;
  readonly arn: string;
  readonly owner: Login;
  readonly connections: Connections;
  readonly encryptionKey: IKey;
  readonly engine: Engine;
  readonly options: ManagedDatabaseOptions;
  /** Dimensions of its metrics. */
  readonly dimensions: Record<string, string>;
  /** User that replicates changes out of it. */
  readonly logicalReplicationUser?: string;
  /** Log group that has slow statements. */
  readonly logGroupName: string;
}

/** The problem of a name that is none of the users. */
export function unknownUserProblem({ users }: BoundDatabase, userName: string): Problem | undefined {
  const names = users.map((user) => user.userName);
  return problemIf(!names.includes(userName), {
    code: 'database/unknown-user',
    prop: 'userName',
    value: userName,
    allowed: `must be one of its users: ${names.join(', ')}`,
    fix: "add it to 'users' of the database, or correct the name",
  });
}

/** ARN that a user connects to with a token of IAM. */
export function userArnOf(scope: Construct, resourceId: string, userName: string): string {
  return Stack.of(scope).formatArn({
    service: 'rds-db',
    resource: 'dbuser',
    resourceName: `${resourceId}/${userName}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
