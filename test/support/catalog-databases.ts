import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { MysqlEngineVersion } from 'aws-cdk-lib/aws-rds';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { auroraIn, mySqlIn, postgresIn } from './database';

/** Databases of RDS, once with their defaults and once with all they can have. */
export const databases: Record<string, Variants> = {
  PostgresDatabase: {
    defaults: (app) => {
      postgresIn(workloadStack(app));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      postgresIn(stack, {
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
        iamAuthentication: true,
        logicalReplicationUser: 'sync',
        backupRetention: Duration.days(35),
        removalPolicy: RemovalPolicy.SNAPSHOT,
        deletionProtection: false,
        singleAz: true,
      });
    },
  },
  MySqlDatabase: {
    defaults: (app) => {
      mySqlIn(workloadStack(app));
    },
    hardened: (app) => {
      const database = mySqlIn(workloadStack(app), {
        version: MysqlEngineVersion.VER_8_0_45,
        instanceType: new InstanceType('m7g.large'),
        users: ['app', 'reports'],
        readReplicas: 2,
        userPasswordRotation: Duration.days(30),
        allocatedStorage: Size.gibibytes(100),
        maxAllocatedStorage: Size.gibibytes(1000),
        parameters: { max_connections: '500' },
        snapshotIdentifier: 'prd-tracker-2026-11-30',
      });
      database.forOwner();
    },
  },
  AuroraPostgresCluster: {
    defaults: (app) => {
      auroraIn(workloadStack(app));
    },
    hardened: (app) => {
      auroraIn(workloadStack(app), {
        iamAuthentication: true,
        readers: 2,
        maxReaders: 15,
        minCapacity: 2,
        maxCapacity: 128,
        logicalReplicationUser: 'sync',
        deletionProtection: false,
      });
    },
  },
};
