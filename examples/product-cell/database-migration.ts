import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { app, cell } from './app';
import { PLATFORM } from './platform';
import { DataMigration, DmsServiceRoles, MigrationSource, MigrationTable } from 'rl-bank-constructs/migration';
import { BankObservability } from 'rl-bank-constructs/observability';

export { app };

const stack = new Stack(app, 'MovingIn', { env: PLATFORM.env });
const migration = new DataMigration(stack, 'Crm', {
  migrationName: 'legacy-crm',
  vpc: cell.network.vpc,
  serviceRoles: new DmsServiceRoles(stack, 'DmsRoles'),
  source: MigrationSource.sqlServer({
    secret: Secret.fromSecretNameV2(stack, 'Login', 'legacy-crm/dms'),
    databaseName: 'crm',
    addressRanges: ['10.20.0.0/16'],
  }),
  target: cell.database,
  targetUser: 'migration',
  tables: [
    MigrationTable.of('dbo', 'Customers', { targetSchema: 'legacy' }),
    MigrationTable.of('dbo', 'Contacts', { targetSchema: 'legacy' }),
  ],
});
new BankObservability(stack, 'Observability', {
  namePrefix: 'legacy-crm',
  sources: { migration },
  page: [],
  ticket: [],
  existingTopics: { pageTopicName: `${cell.cellName}-page`, ticketTopicName: `${cell.cellName}-ticket` },
});

writeFileSync(join(app.outdir, 'cut-over.md'), migration.cutOverRunbook);
