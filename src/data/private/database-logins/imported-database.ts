import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DatabaseBinding } from './binding';
import type { Login } from './logins';
import { IServiceBinding } from '../../../core';
import { migrationsOnly } from '../../../core/private/bindings/migrations-only';
import { attributeDomainProblem } from '../../../core/private/checks/attributes';
import { SECRET, SECURITY_GROUP } from '../../../core/private/checks/cdk-types';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { entryProblems, requireArgument, requireProps } from '../../../core/private/checks/required-props';
import { entriesOf, NUMBER, OPTIONS, TEXT, Type, typeProblems } from '../../../core/private/checks/types';
import { isPort } from '../../../core/private/checks/values';
import type { IManagedDatabase, ManagedDatabaseAttributes } from '../../i-managed-database';
import { allowDatabaseAccess, databaseConnections } from '../database/placement';
import { BoundDatabase, unknownUserProblem } from '../database/running-database';

const EXAMPLE = 'tracker.abc123.eu-central-1.rds.amazonaws.com';

const TYPES: Record<keyof ManagedDatabaseAttributes, Type> = {
  ...{
    databaseName: TEXT,
    endpointAddress: TEXT,
    readerEndpointAddress: TEXT,
    port: NUMBER,
    logicalReplicationUser: TEXT,
  },
  ...{ securityGroup: SECURITY_GROUP, userSecrets: OPTIONS, ownerSecret: SECRET },
};

/** A database of another app: nothing is created but rules for its clients. */
export class ImportedDatabase extends Construct implements IManagedDatabase {
  public readonly connections: Connections;
  public readonly logicalReplicationUser?: string;
  private readonly owner?: Login;
  private readonly bound: BoundDatabase;

  constructor(scope: Construct, id: string, attributes: ManagedDatabaseAttributes) {
    super(scope, id);
    requireAttributes(this, attributes);
    const { databaseName, endpointAddress, readerEndpointAddress, port, securityGroup, ownerSecret } = attributes;
    const users = entriesOf(attributes.userSecrets).map(([userName, secret]) => ({ userName, secret }));
    this.logicalReplicationUser = attributes.logicalReplicationUser;
    this.connections = databaseConnections(this, securityGroup, port);
    this.owner = ownerSecret && { userName: 'owner', secret: ownerSecret };
    this.bound = {
      ...{ databaseName, port, users, address: endpointAddress },
      readerAddresses: readerEndpointAddress === undefined ? [] : [readerEndpointAddress],
      allowAccessFrom: (client) => allowDatabaseAccess(client, securityGroup, port),
      userArnsOf: () => [],
    };
  }

  public get databaseName(): string {
    return this.bound.databaseName;
  }

  public get userNames(): string[] {
    return this.bound.users.map(({ userName }) => userName);
  }

  public get endpointAddress(): string {
    return this.bound.address;
  }

  public get readerEndpointAddress(): string | undefined {
    return this.bound.readerAddresses[0];
  }

  public get port(): number {
    return this.bound.port;
  }

  public forOwner(): IServiceBinding {
    throwOnProblems(
      this,
      problemIf(this.owner === undefined, {
        code: 'database/owner-not-known',
        prop: 'ownerSecret',
        value: undefined,
        allowed: 'must be given for migrations, which log in as the owner',
        fix: "pass 'ownerSecret', or run migrations in the app that defines the database",
      }),
    );
    return migrationsOnly(new DatabaseBinding(this.node.path, this.bound, this.owner!, this.bound.users));
  }

  public forUser(userName: string): IServiceBinding {
    requireArgument(this, 'userName', userName, TEXT);
    throwOnProblems(this, unknownUserProblem(this.bound, userName));
    return new DatabaseBinding(
      this.node.path,
      this.bound,
      this.bound.users.find((it) => it.userName === userName)!,
    );
  }

  public allowAccessFrom(client: IConnectable): void {
    this.bound.allowAccessFrom(client);
  }
}

function requireAttributes(scope: Construct, attributes: ManagedDatabaseAttributes): void {
  requireProps(scope, attributes, {
    ...({ databaseName: true, endpointAddress: true, port: true } as const),
    ...({ securityGroup: true, userSecrets: true } as const),
  });
  throwOnProblems(scope, ...typeProblems(attributes, TYPES));
  const { endpointAddress, readerEndpointAddress: reader, port, userSecrets } = attributes;
  const { logicalReplicationUser: replication } = attributes;
  throwOnProblems(
    scope,
    ...entryProblems('userSecrets', userSecrets, SECRET),
    attributeDomainProblem('database/not-a-domain-name', 'endpointAddress', endpointAddress, EXAMPLE),
    reader === undefined
      ? undefined
      : attributeDomainProblem('database/not-a-domain-name', 'readerEndpointAddress', reader, EXAMPLE),
    problemIf(replication !== undefined && !entriesOf(userSecrets).some(([user]) => user === replication), {
      code: 'database/replication-user-not-known',
      prop: 'logicalReplicationUser',
      value: replication,
      allowed: "must be a user of 'userSecrets'",
      fix: 'add its secret to them, or correct the name',
    }),
    problemIf(!isPort(port), {
      code: 'database/not-an-endpoint-port',
      prop: 'port',
      value: port,
      allowed: 'must be a whole number from 1 to 65535',
      fix: 'pass the port of the endpoint, such as 5432',
    }),
  );
}
