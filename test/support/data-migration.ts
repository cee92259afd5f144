import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { workloadStack } from './cloud';
import { postgresIn } from './database';
import { networkIn } from './scaffold';
import { IManagedDatabase } from '../../src/data';
import {
  DataMigration,
  DataMigrationProps,
  DmsServiceRoles,
  MigrationSource,
  MigrationTable,
  MigrationTls,
} from '../../src/migration';

const CERTIFICATE = 'arn:aws:dms:ap-southeast-1:111111111111:cert:LEGACY';
const SECRET = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:legacy/crm-AbCdEf';

/** The secret of the user that DMS logs in as at the source. */
export function sourceSecretIn(stack: Stack) {
  return Secret.fromSecretCompleteArn(stack, 'LegacyLogin', SECRET);
}

/** A source of each engine, with the tables that move. */
export const ENGINES = {
  sqlserver: (stack: Stack) => ({
    source: MigrationSource.sqlServer({ secret: sourceSecretIn(stack), databaseName: 'crm', addressRanges: RANGES }),
    tables: [
      MigrationTable.of('dbo', 'Customers', { targetSchema: 'crm', targetTable: 'customers' }),
      MigrationTable.allOf('sales'),
    ],
  }),
  oracle: (stack: Stack) => ({
    source: MigrationSource.oracle({
      ...{ secret: sourceSecretIn(stack), databaseName: 'CRM', addressRanges: RANGES },
      tls: MigrationTls.verifyCa(CERTIFICATE),
    }),
    tables: [MigrationTable.allOf('CRM')],
  }),
  mysql: (stack: Stack) => ({
    source: MigrationSource.mySql({
      ...{ secret: sourceSecretIn(stack), addressRanges: RANGES },
      tls: MigrationTls.verifyFull(CERTIFICATE),
    }),
    tables: [MigrationTable.of('crm_old', 'contact_log', { targetSchema: 'crm' })],
  }),
  mongodb: (stack: Stack) => ({
    source: MigrationSource.mongoDb({ secret: sourceSecretIn(stack), databaseName: 'crm', addressRanges: RANGES }),
    tables: [MigrationTable.of('crm', 'contactEvents', { targetTable: 'contact_events' })],
  }),
};
const RANGES = ['10.20.0.0/16'];

/** A database to move into, in an imported network. */
export function targetIn(stack: Stack): { vpc: DataMigrationProps['vpc']; target: IManagedDatabase } {
  const { vpc } = networkIn(stack);
  return { vpc, target: postgresIn(stack, { vpc, databaseName: 'crm', users: ['app', 'migration'] }) };
}

/** A migration, of a SQL Server unless the props say otherwise. */
export function migrationIn(stack: Stack = workloadStack(), props: Partial<DataMigrationProps> = {}): DataMigration {
  return new DataMigration(stack, 'Crm', {
    ...(props.target === undefined || props.vpc === undefined ? targetIn(stack) : {}),
    ...{
      serviceRoles: props.serviceRoles ?? DmsServiceRoles.fromExistingRoles(stack, 'DmsRoles'),
      targetUser: 'migration',
    },
    ...(props.source === undefined ? ENGINES.sqlserver(stack) : {}),
    ...props,
  } as DataMigrationProps);
}
