import { Stack } from 'aws-cdk-lib';
import { IConnectable, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Credentials, DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { IServiceBinding, ServiceSecret } from '../../src/core';

/** A database that RDS manages, as a team binds it to a service: user and password are fields of one JSON secret. */
export class ManagedDatabase implements IServiceBinding {
  public readonly database: DatabaseInstance;
  public readonly variables: Record<string, string>;
  public readonly parameters = {};
  public readonly secrets: Record<string, ServiceSecret>;
  public readonly pendingInputs = [];
  public readonly fingerprint = '';

  constructor(stack: Stack, id: string, vpc: IVpc) {
    this.database = new DatabaseInstance(stack, id, {
      vpc,
      engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_18_3 }),
      credentials: Credentials.fromGeneratedSecret('tracker'),
    });
    const secret = this.database.secret!;
    this.variables = { DB_HOST: this.database.dbInstanceEndpointAddress };
    this.secrets = {
      DB_USER: ServiceSecret.fromJsonField(secret, 'username'),
      DB_PASSWORD: ServiceSecret.fromJsonField(secret, 'password'),
    };
  }

  public allowAccessFrom(client: IConnectable): void {
    this.database.connections.allowDefaultPortFrom(client);
  }

  public grantUse(grantee: IGrantable): Grant {
    return Grant.drop(grantee, 'it has a password');
  }
}
