import { Stack } from 'aws-cdk-lib';
import { IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { resourcesOf, workloadStack } from './cloud';
import { networkIn } from './scaffold';
import {
  AuroraPostgresCluster,
  AuroraPostgresClusterProps,
  ManagedDatabaseOptions,
  MySqlDatabase,
  MySqlDatabaseProps,
  PostgresDatabase,
  PostgresDatabaseProps,
} from '../../src/data';

/** What each database has to say. */
const LEAST = { databaseName: 'tracker', ownerName: 'tracker', users: ['app'] };

/** A network with three tiers in two zones. */
export function threeTiersIn(stack: Stack): IVpc {
  return new Vpc(stack, 'Vpc', {
    availabilityZones: ['ap-southeast-1a', 'ap-southeast-1b'],
    natGateways: 1,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [
      { name: 'Public', subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
      { name: 'App', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED },
    ],
  });
}

/** What a test says of a database: the rest is as above. */
export type Given<Props extends ManagedDatabaseOptions> = Partial<Props>;

export function postgresIn(stack: Stack = workloadStack(), props: Given<PostgresDatabaseProps> = {}): PostgresDatabase {
  return new PostgresDatabase(stack, 'Database', { vpc: vpcOf(stack, props), ...LEAST, ...props });
}

export function mySqlIn(stack: Stack = workloadStack(), props: Given<MySqlDatabaseProps> = {}): MySqlDatabase {
  return new MySqlDatabase(stack, 'Database', { vpc: vpcOf(stack, props), ...LEAST, ...props });
}

export function auroraIn(
  stack: Stack = workloadStack(),
  props: Given<AuroraPostgresClusterProps> = {},
): AuroraPostgresCluster {
  return new AuroraPostgresCluster(stack, 'Database', { vpc: vpcOf(stack, props), ...LEAST, ...props });
}

function vpcOf(stack: Stack, { vpc }: Given<ManagedDatabaseOptions>): IVpc {
  return vpc ?? networkIn(stack).vpc;
}

/** The properties of the DB instance that writes. */
export function sourceOf(stack: Stack): any {
  const source = resourcesOf(stack, 'AWS::RDS::DBInstance').find(({ Properties }) => {
    return Properties.SourceDBInstanceIdentifier === undefined;
  });
  return source!.Properties;
}

/** The parameters of the DB instance. */
export function parametersOf(stack: Stack): Record<string, string> {
  return resourcesOf(stack, 'AWS::RDS::DBParameterGroup')[0].Properties.Parameters;
}
