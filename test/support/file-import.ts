import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { workloadStack } from './cloud';
import { postgresIn } from './database';
import { networkIn } from './scaffold';
import { FileStore } from '../../src/data';
import { FileImport, FileImportProps, ImportColumn, ImportFormat } from '../../src/migration';
import { ImageRepository } from '../../src/service';

export const IMPORTER_IMAGE = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/prd-importer:live';

/** An import of contacts of several tenants. */
export function fileImportIn(scope: Construct = workloadStack(), props: Partial<FileImportProps> = {}): FileImport {
  const stack = Stack.of(scope);
  const vpc = props.vpc ?? networkIn(stack).vpc;
  return new FileImport(scope, 'Contacts', {
    vpc,
    image: props.image ?? new ImageRepository(scope, 'Importer', { image: IMPORTER_IMAGE }),
    database:
      props.database ?? postgresIn(stack, { vpc, databaseName: 'crm', users: ['importer'] }).forUser('importer'),
    files: props.files ?? new FileStore(scope, 'Uploads', { eventBridgeEnabled: true }),
    keyPrefix: 'contacts/',
    format: ImportFormat.csv({ delimiter: ';', encoding: 'windows-1252' }),
    table: 'crm.contacts',
    columns: [
      ImportColumn.nameBasedUuid('contact_id', ['E-Mail']),
      ImportColumn.text('Name', 'name', { maxLength: 200, required: true }),
      ImportColumn.text('E-Mail', 'email', { required: true }),
    ],
    keyColumns: ['tenant_id', 'contact_id'],
    tenantColumn: 'tenant_id',
    tenantSetting: 'app.tenant',
    importIdColumn: 'import_id',
    family: 'prd-contacts',
    ...props,
  });
}
