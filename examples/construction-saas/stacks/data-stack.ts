import { Duration, StackProps } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { CnameRecord } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { NetworkStack } from './network-stack';
import { RegionStack } from './region-stack';
import { PostgresDatabase, ValkeyCache } from 'rl-bank-constructs/data';

interface DataStackProps extends StackProps {
  readonly network: NetworkStack;
  readonly hasRegistry: boolean;
}

/**
 * The database with a schema for each tenant, and the cache of tenants and sessions. Migrations log in as the owner, and the API as the
 * tenant of a request: the password of `app` is the key of those logins. `registry` reads which tenants there are, `audit` adds
 * to their audit logs, `sync` replicates.
 */
export class DataStack extends RegionStack {
  public readonly database: PostgresDatabase;
  public readonly cache: ValkeyCache;

  constructor(scope: Construct, id: string, { network, hasRegistry, ...props }: DataStackProps) {
    super(scope, id, { ...props, description: 'Database and cache of the platform in this region' });
    const { vpc, dns } = network;
    this.database = new PostgresDatabase(this, 'Database', {
      ...{ vpc, databaseName: 'platform', users: ['app', 'audit', ...(hasRegistry ? ['registry'] : [])] },
      logicalReplicationUser: 'sync',
      deletionProtection: this.deletionProtection,
    });
    this.cache = new ValkeyCache(this, 'Cache', {
      vpc,
      subnets: { subnetType: SubnetType.PRIVATE_ISOLATED, availabilityZones: vpc.availabilityZones.slice(0, 2) }, // others would replace it
    });
    new CnameRecord(this, 'Route', {
      zone: dns.zone, // by which the other region finds the database
      recordName: `database.${this.region}`,
      domainName: this.database.endpointAddress,
      ttl: Duration.minutes(1),
    });
  }
}
