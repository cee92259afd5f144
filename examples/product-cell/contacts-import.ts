import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Size, Stack, Stage } from 'aws-cdk-lib';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { CellParts, IPlatformModule } from 'rl-bank-constructs/cell';
import { IAlarmSource } from 'rl-bank-constructs/core';
import { FileStore } from 'rl-bank-constructs/data';
import { FileImport, ImportColumn, ImportFormat } from 'rl-bank-constructs/migration';
import { ImageRepository } from 'rl-bank-constructs/service';

/** What an old system writes, by the folder that its files are uploaded to. */
const FORMATS = {
  csv: ImportFormat.csv({ delimiter: ';', encoding: 'windows-1252' }),
  xlsx: ImportFormat.xlsx({ sheet: 'Kontakte' }),
  xml: ImportFormat.xml({ rowElement: 'Kontakt' }),
};

const EURO = { currency: 'EUR', decimalSeparator: ',', thousandsSeparator: '.', minorUnits: true };

/** The columns of such a file, and those of the table. A contact is known by its address: another file has the same id for it. */
const COLUMNS = [
  ImportColumn.nameBasedUuid('contact_id', ['E-Mail']),
  ImportColumn.text('Name', 'name', { required: true, maxLength: 200 }),
  ImportColumn.text('E-Mail', 'email', { required: true }),
  ImportColumn.date('Geburtsdatum', 'born_on', { formats: ['dd.MM.yyyy'] }),
  ImportColumn.amount('Umsatz', 'revenue_cents', EURO),
  ImportColumn.code('Status', 'status', { Aktiv: 'active', Ruhend: 'paused' }),
];

/** Module of this platform alone: contacts of a tenant's old system, uploaded as `csv/<tenant>/<file>`. */
export class ContactsImport implements IPlatformModule {
  public readonly moduleName = 'contacts-import';
  public readonly needs: string[] = [];
  public readonly events: string[] = [];
  public readonly healthPath = '/contacts-import/health';

  /** @param recipient e-mail address that is notified at each end of an import */
  constructor(private readonly recipient: string) {}

  public provision(scope: Construct, cell: CellParts): Record<string, IAlarmSource> {
    const { vpc, cluster, cellName } = cell;
    const { account, region } = Stack.of(scope);
    const files = new FileStore(scope, 'Uploads', { eventBridgeEnabled: true });
    const image = new ImageRepository(scope, 'Image', {
      image: `${account}.dkr.ecr.${region}.amazonaws.com/${cellName}/contacts-import:live`,
    });
    const imports = Object.entries(FORMATS).map(([folder, format]) => {
      const contacts = new FileImport(scope, `Contacts-${folder}`, {
        ...{ vpc, cluster, image, files, format, keyPrefix: `${folder}/`, family: `${cellName}-contacts-${folder}` },
        database: cell.database.forUser('importer'),
        table: 'contacts',
        columns: COLUMNS,
        keyColumns: ['tenant_id', 'contact_id'],
        tenantColumn: 'tenant_id',
        tenantSetting: 'app.tenant',
        importIdColumn: 'import_id',
        maxFileSize: Size.mebibytes(100),
      });
      contacts.topic.addSubscription(new EmailSubscription(this.recipient));
      writeFileSync(join(Stage.of(scope)!.outdir, `${contacts.stateMachineName}.md`), contacts.runbook);
      return [`contacts-${folder}`, contacts] as const;
    });
    return { uploads: files, ...Object.fromEntries(imports) };
  }
}
