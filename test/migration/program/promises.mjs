// Runs files through the program of FileImport, and prints what became of each: a list of values and reasons, or a sentence.
import { workbookParts, xlsxOf, zipOf } from './xlsx-files.mjs';
import { rowsOf } from '../../../resources/migration/file-import/read/rows.mjs';
import { Refused } from '../../../resources/migration/file-import/refused.mjs';
import { writeReport } from '../../../resources/migration/file-import/report.mjs';
import { transformer } from '../../../resources/migration/file-import/transform/transformer.mjs';

const DEFINITION = {
  name: 'acme-crm-prod-contacts',
  table: { schema: 'public', name: 'contacts' },
  columns: [
    { type: 'nameBasedUuid', target: 'contact_id', sources: ['E-Mail'] },
    { type: 'text', source: 'Name', target: 'name', required: true },
    { type: 'date', source: 'Geboren', target: 'born_on', formats: ['dd.MM.yyyy'] },
    {
      ...{ type: 'amount', source: 'Umsatz', target: 'revenue_cents', currency: 'EUR', minorUnits: true },
      ...{ decimalSeparator: ',', thousandsSeparator: '.' },
    },
    { type: 'code', source: 'Status', target: 'status', values: { Aktiv: 'active' } },
  ],
  keyColumns: ['contact_id'],
  maxRejectedPercent: 5,
  maxFileBytes: 1_000_000,
};
const [CSV, XLSX] = [{ type: 'csv', delimiter: ';', encoding: 'windows-1252' }, { type: 'xlsx' }];
const XML = { type: 'xml', rowElement: 'contact' };
const HEADER = 'Name;E-Mail;Geboren;Umsatz;Status';

const latin = (text) => Buffer.from(text.replace('€', '\u0080'), 'latin1');
const csv = (...rows) => latin([HEADER, ...rows].join('\r\n'));
const element = (name, text) => `<${name}>${text}</${name}>`;
const contact = ['Müller', 'a@b.de', '29.02.1984', '1.234,56 €', 'Aktiv'];
const xml = HEADER.split(';')
  .map((name, index) => element(name, contact[index]))
  .join('');
const cells = ['Müller', 'a@b.de', '<c s="1"><v>30741</v></c>', '<c><v>1234.5600000000001</v></c>', 'Aktiv'];
const bomb = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(20 * 2 ** 20) };

const files = {
  csv: [CSV, csv(contact.join(';'))],
  xml: [XML, `<all>${element('contact', xml)}</all>`],
  xlsx: [XLSX, xlsxOf([HEADER.split(';'), cells])],
  rejected: [
    CSV,
    csv(
      'A;a@b.de;30.02.1984;1;Aktiv',
      'A;a@b.de;;1,234;Aktiv',
      'A;a@b.de;;$1;Aktiv',
      ';a@b.de;;1;Aktiv',
      'A;a@b.de;;1;Neu',
      '=HYPERLINK("x");a@b.de;;;',
      'A;;;;',
    ),
  ],
  encoding: [{ ...CSV, encoding: 'utf-8' }, csv(contact.join(';'), 'A;b@b.de;;;')],
  formula: [XLSX, xlsxOf([HEADER.split(';'), ['<c><f>1+1</f><v>2</v></c>', 'a@b.de']])],
  laughs: [XML, '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a><contact>&c;</contact></a>'],
  bomb: [XLSX, zipOf([...workbookParts('').slice(0, -1), bomb])],
  large: [CSV, { size: 2 * 2 ** 30, read: async () => Buffer.from('') }],
  endless: [CSV, Buffer.concat([csv('"'), Buffer.alloc(900_000, 'x')])],
  header: [CSV, latin('Name;Mail\r\n')],
};

async function outcomeOf(format, content) {
  const definition = { ...DEFINITION, format };
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const object =
    'read' in bytes ? bytes : { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
  const transform = transformer(definition);
  const found = [];
  try {
    for await (const row of rowsOf(object, definition)) {
      const result = transform(row);
      found.push('values' in result ? result.values : `${row.line}: ${result.rejected.reason}`);
    }
    return found;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

const outcomes = {};
for (const [name, [format, content]] of Object.entries(files)) outcomes[name] = await outcomeOf(format, content);
const ignoredColumns = Array.from({ length: 2000 }, (_, index) => `${index}`.repeat(200));
const settings = { bucket: 'crm', key: 'contacts/a.csv', reports: 'reports/' };
const objects = { write: async (_, report) => (outcomes.report = JSON.stringify(report).length) };
await writeReport(objects, settings, { status: 'imported', ignoredColumns });
console.log(JSON.stringify(outcomes));
