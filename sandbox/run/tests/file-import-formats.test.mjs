// The same rows as CSV, XLSX and XML into real PostgreSQL: the first file inserts them, and in the others all are duplicates.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTACTS, startImports } from './file-import-support.mjs';
import { xlsxOf } from '../../../test/migration/program/xlsx-files.mjs';

/** @type {Awaited<ReturnType<typeof startImports>>} */
let imports;
before(async () => {
  imports = await startImports();
  await imports.owner
    .query(`CREATE TABLE customers (customer_id uuid PRIMARY KEY, name varchar(20), born_on date, cents bigint, status text);
    GRANT SELECT, INSERT ON customers TO importer`);
});
after(() => imports.stop());

const { tenant: _tenant, importIdColumn: _column, ...rest } = CONTACTS;
const CUSTOMERS = {
  ...rest,
  table: { schema: 'public', name: 'customers' },
  keyColumns: ['customer_id'],
  columns: [
    { type: 'nameBasedUuid', target: 'customer_id', sources: ['Nr'] },
    { type: 'text', source: 'Name', target: 'name' },
    { type: 'date', source: 'Born', target: 'born_on', formats: ['dd.MM.yyyy'] },
    {
      ...{ type: 'amount', source: 'Revenue', target: 'cents', currency: 'EUR' },
      ...{ decimalSeparator: ',', thousandsSeparator: '.', minorUnits: true },
    },
    { type: 'code', source: 'Status', target: 'status', values: { Aktiv: 'active', Ruhend: 'paused' } },
  ],
};
const ROWS = [
  ['Nr', 'Name', 'Born', 'Revenue', 'Status', 'Note'],
  ['K1', 'Jürgen & Söhne', '31.01.1984', '1.234,50', 'Aktiv', ''],
  ['K2', 'Ann', '29.02.2000', '-5', 'Ruhend', 'x'],
  ['K3', 'Bob', '30.02.2000', '1', 'Aktiv', ''],
  ['K4', 'a name longer than varchar(20)', '', '', '', ''],
  ['K1', 'Jürgen & Söhne', '31.01.1984', '1234,50', 'Aktiv', 'again'],
];
const escaped = (text) => text.replaceAll('&', '&amp;');
const files = {
  csv: { format: CUSTOMERS.format, content: ROWS.map((row) => row.join(';')).join('\n') },
  xlsx: { format: { type: 'xlsx' }, content: xlsxOf(ROWS.map((row) => row.map(escaped))) },
  xml: {
    format: { type: 'xml', rowElement: 'customer' },
    content: `<all>${ROWS.slice(1)
      .map(
        (row) =>
          `<customer>${row.map((cell, at) => `<${ROWS[0][at]}>${escaped(cell)}</${ROWS[0][at]}>`).join('')}</customer>`,
      )
      .join('')}</all>`,
  },
};

for (const [index, [type, { format, content }]] of Object.entries(files).entries()) {
  test(`PC13b a file in ${type} has the rows of the others, and each counts once`, async () => {
    const definition = { ...CUSTOMERS, format };
    const { report, rejected } = await imports.importFile(`contacts/file.${type}`, content, { definition });
    const added = index === 0 ? { inserted: 2, duplicates: 1 } : { inserted: 0, duplicates: 3 };
    assert.deepEqual(
      [report.status, report.rows],
      ['imported', { read: 5, rejected: 2, ...added, deleted: 0 }],
      report.reason,
    );
    assert.deepEqual(report.ignoredColumns, ['Note']);
    assert.match(rejected, /"Born"[^\r]*30\.02\.2000[^\r]*"K3".?"Bob"/);
    assert.match(rejected, /value too long for type character varying\(20\)[^\r]*"K4"/);
    assert.deepEqual(
      await imports.rows('SELECT name, born_on::text, cents::int, status FROM customers ORDER BY name'),
      [
        { name: 'Ann', born_on: '2000-02-29', cents: -500, status: 'paused' },
        { name: 'Jürgen & Söhne', born_on: '1984-01-31', cents: 123450, status: 'active' },
      ],
    );
    const again = await imports.importFile(`contacts/file.${type}`, undefined, { definition });
    assert.equal(again.report.status, 'alreadyImported');
  });
}

test('PC13b an XML file on one line goes on behind the rows that are done', async () => {
  const element = (name, text) => `<${name}>${text}</${name}>`;
  const row = (index) => element('c', element('E-Mail', `${index}@x`) + element('Age', index % 100 ? '30' : 'x'));
  const key = 'contacts/acme/file.xml';
  imports.objects.put(key, element('all', Array.from({ length: 20_000 }, (_, index) => row(index)).join('')));
  const definition = { ...CONTACTS, format: { type: 'xml', rowElement: 'c' } };
  const environment = imports.environmentOf(key, { definition });
  await imports.ask('validate', environment);
  const { child, ended } = imports.start('load', environment);
  while (child.exitCode === null && (await imports.count('contacts')) < 5000) await sleep(5);
  child.kill('SIGKILL');
  assert.equal((await ended).signal, 'SIGKILL');
  const { report } = await imports.ask('load', environment);
  assert.deepEqual(report.rows, { read: 20_000, rejected: 200, inserted: 19_800, duplicates: 0, deleted: 0 });
  assert.equal(await imports.count('contacts'), 19_800);
});
