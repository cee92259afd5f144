import { IConnectable, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Credentials, DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { IServiceBinding, PendingInput, ServiceSecret } from 'rl-bank-constructs/core';

/** A PostgreSQL database of RDS as something that services use: host and port in plain text, user and password in a secret. */
export class TrackerDatabase extends Construct implements IServiceBinding {
  public readonly variables: Record<string, string>;
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly secrets: Record<string, ServiceSecret>;
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';
  private readonly instance: DatabaseInstance;

  constructor(scope: Construct, id: string, vpc: IVpc) {
    super(scope, id);
    this.instance = new DatabaseInstance(this, 'Instance', {
      vpc,
      vpcSubnets: { subnets: vpc.isolatedSubnets },
      engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_18_3 }),
      credentials: Credentials.fromGeneratedSecret('tracker'),
      databaseName: 'tracker',
      storageEncrypted: true,
    });
    const secret = this.instance.secret!;
    this.variables = {
      DB_HOST: this.instance.dbInstanceEndpointAddress,
      DB_PORT: this.instance.dbInstanceEndpointPort,
      DB_NAME: 'tracker',
    };
    this.secrets = {
      DB_USER: ServiceSecret.fromJsonField(secret, 'username'),
      DB_PASSWORD: ServiceSecret.fromJsonField(secret, 'password'),
    };
  }

  /** Both rules lie in the stack of the client, which is deployed after this one. */
  public allowAccessFrom(client: IConnectable): void {
    client.connections.allowToDefaultPort(this.instance, 'The database');
  }

  public grantUse(grantee: IGrantable): Grant {
    return Grant.drop(grantee, 'services log in with a password');
  }
}
