// Files into real PostgreSQL by the program of FileImport: the counts, the same file again, and what is refused.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONTACTS, counts, csv, KEY, useImports } from './file-import-support.mjs';

const imports = useImports();
const table = () => imports.rows('SELECT tenant_id, email, name, age, born_on::text FROM contacts ORDER BY 1, 2');

describe('a file', () => {
  test('PC13b inserts its rows: of a bad row, a duplicate and a conflicting row each is counted, and the counts add up', async () => {
    const lines = [
      'a@x;Ann;30;2000-01-31',
      'b@x;Bob;;',
      'a@x;Ann;30;2000-01-31',
      'a@x;Eve;30;2000-01-31',
      ';Nil;;',
      'c@x;Cy;x;',
    ];
    const { validation, report, rejected } = await imports.importFile(KEY, csv(...lines), { name: 'run' });
    const { sha256 } = report.file;
    assert.deepEqual(validation, {
      status: 'accepted',
      reason: '',
      sha256,
      rows: { read: 6, rejected: 1, accepted: 5 },
    });
    const { seconds, ...rest } = report;
    assert.ok(seconds < 60);
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, {
      ...{ status: 'imported', reason: '', importId: '1', tenant: 'acme' },
      file: { bucket: 'files', key: KEY, bytes: csv(...lines).length, sha256 },
      rows: { read: 6, rejected: 3, inserted: 2, duplicates: 1, deleted: 0 },
      rejectedBy: [
        { reason: 'E-Mail is empty, and must have a value', rows: 1 },
        { reason: 'PostgreSQL: invalid input syntax for type integer', rows: 1 },
        { reason: 'a row with this key has other values', rows: 1 },
      ],
      ...{ ignoredColumns: [], rejectedRows: `reports/${KEY}/run/rejected.csv` },
    });
    assert.deepEqual(rejected.split('\r\n'), [
      '\uFEFF"line";"column";"reason";"E-Mail";"Name";"Age";"Born"',
      '"5";"";"A row with this key has other values in name.";"a@x";"Eve";"30";"2000-01-31"',
      '"6";"E-Mail";"E-Mail is empty, and must have a value.";"";"Nil";"";""',
      '"7";"";"PostgreSQL: invalid input syntax for type integer: ""x"".";"c@x";"Cy";"x";""',
      '',
    ]);
    assert.deepEqual(await table(), [
      { tenant_id: 'acme', email: 'a@x', name: 'Ann', age: 30, born_on: '2000-01-31' },
      { tenant_id: 'acme', email: 'b@x', name: 'Bob', age: null, born_on: null },
    ]);
    assert.equal(await imports.count('file_import_rejections'), 0);
  });

  test('PC13b inserts nothing the second time, under another name either; its rows in another file are duplicates', async () => {
    await imports.importFile(KEY, csv('a@x;Ann;30;', 'b@x;Bob;;'), { name: 'first' });
    for (const key of [KEY, 'contacts/acme/copy.csv']) {
      const { validation, report } = await imports.importFile(key, csv('a@x;Ann;30;', 'b@x;Bob;;'));
      assert.equal(validation.status, 'alreadyImported');
      assert.equal(report.status, 'alreadyImported');
      assert.equal(report.importId, '1');
      assert.match(report.reason, /as import 1: 2 rows inserted, .* Its report is reports\/.*\/first\/report.json\.$/);
      assert.deepEqual(report.rows, { read: 0, rejected: 0, inserted: 0, duplicates: 0, deleted: 0 });
    }
    const other = await imports.importFile(KEY, csv('b@x;Bob;;', 'a@x;Ann;30;', 'c@x;Cy;;'));
    assert.deepEqual(counts(other), [3, 1, 2, 0]);
    assert.equal(other.report.rejectedRows, '');
    assert.equal(await imports.count('contacts'), 3);
  });

  test('PC13b of another tenant, or under another definition, is another import', async () => {
    const content = csv('a@x;Ann;30;');
    await imports.importFile(KEY, content);
    assert.deepEqual(counts(await imports.importFile('contacts/borealis/file.csv', content)), [1, 1, 0, 0]);
    const definition = { ...CONTACTS, columns: CONTACTS.columns.slice(0, 2) };
    assert.deepEqual(counts(await imports.importFile(KEY, content, { definition })), [1, 0, 1, 0]);
    const lenient = { ...CONTACTS, maxRejectedPercent: 99 }; // does not decide on rows
    assert.equal((await imports.importFile(KEY, content, { definition: lenient })).report.status, 'alreadyImported');
  });

  test('PC13b in a wrong encoding loses no letter: the rows that have one are rejected', async () => {
    const content = Buffer.from(csv('a@x;Zoë;30;', 'b@x;Bob;;', 'c@x;Cy;;'), 'latin1');
    const result = await imports.importFile(KEY, content);
    assert.deepEqual(counts(result), [3, 2, 0, 1]);
    assert.match(result.rejected, /"The row has bytes that are not of the encoding/);
  });

  test('PC13b with more bad rows than maxRejectedPercent inserts nothing, and says which they are', async () => {
    const definition = { ...CONTACTS, maxRejectedPercent: 33 };
    const result = await imports.importFile(KEY, csv('a@x;Ann;;', ';Nil;;', 'b@x;Bob;;', ';No;;'), { definition });
    assert.deepEqual(result.validation.rows, { read: 4, rejected: 2, accepted: 2 });
    assert.equal(result.validation.status, 'refused');
    assert.equal(result.report.status, 'refused');
    assert.match(
      result.report.reason,
      /^2 of 4 rows \(50 %\) are rejected, and maxRejectedPercent is 33: mend the rows/,
    );
    assert.deepEqual(result.report.rejectedBy, [{ reason: 'E-Mail is empty, and must have a value', rows: 2 }]);
    assert.equal(result.rejected.split('\r\n').length, 4);
    assert.equal(await imports.count('contacts'), 0);
    assert.equal(await imports.count('file_imports'), 0);
    const third = await imports.importFile(KEY, csv('a@x;Ann;;', ';Nil;;', 'b@x;Bob;;'), {
      definition: { ...definition, maxRejectedPercent: 34 },
    });
    assert.deepEqual(counts(third), [3, 2, 0, 1]);
  });

  test('PC13b without a row, or without the columns, ends in a sentence or in zeros', async () => {
    assert.deepEqual(counts(await imports.importFile(KEY, csv())), [0, 0, 0, 0]);
    assert.match((await imports.importFile(KEY, '')).report.reason, /empty/);
    assert.match((await imports.importFile(KEY, 'Name\nAnn\n')).report.reason, /no column "E-Mail"/);
    const open = await imports.importFile(KEY, csv('a@x;Ann;;', ';Nil;;', 'b@x;"Bob;;'));
    assert.match(open.report.reason, /quote/);
    assert.equal(await imports.count('contacts'), 0);
  });
});

describe('PC13b an attacker', () => {
  const DROP = "x'); DROP TABLE contacts; --";

  test('gets no SQL into a statement by a cell, and no formula into a spreadsheet', async () => {
    const lines = [
      `"${DROP}";"${DROP.slice(0, 20)}";;`,
      '=1+1@x;=cmd|x;y;',
      '-2+3@x;"a;=1+1";y;',
      '@x;-5;y;',
      '"{""a"",NULL}";\\N;;',
    ];
    const { report, rejected } = await imports.importFile(KEY, csv(...lines));
    assert.deepEqual(counts({ report }), [5, 2, 0, 3]);
    const emails = (await table()).map(({ email }) => email);
    assert.deepEqual(emails.sort(), [DROP, '{"a",NULL}'].sort());
    assert.match(rejected, /;"'=1\+1@x";"'=cmd\|x";/);
    assert.match(rejected, /;"'-2\+3@x";"a;'=1\+1";/);
    assert.match(rejected, /;"'@x";"-5";/); // a number runs nothing
  });

  test('gets no row into another tenant by the name of a folder', async () => {
    for (const key of [
      'contacts/../other/f.csv',
      'contacts/f.csv',
      'contacts//f.csv',
      `contacts/${DROP}/f.csv`,
      'contacts/a b/f.csv',
      `contacts/${'a'.repeat(101)}/f.csv`,
    ]) {
      const { validation, report } = await imports.importFile(key, csv('a@x;Ann;;'));
      assert.equal(validation.status, 'refused', key);
      assert.match(report.reason, /^The (folder .* cannot be a tenant|file .* is in no folder of a tenant)/, key);
    }
    for (const key of ['contacts/', 'other/acme/f.csv']) {
      assert.match((await imports.importFile(key, csv('a@x;Ann;;'))).report.reason, /is not below contacts\//, key);
    }
    assert.match((await imports.importFile('contacts/acme/', csv('a@x;Ann;;'))).report.reason, /in no folder/);
    assert.equal(await imports.count('contacts'), 0);
  });

  test('gets no NUL and no half of a character into the ledger, which keeps the rejected rows', async () => {
    const lines = ['a@x;Ann;;', ';a\0b;;', `${'b'.repeat(3)}@x;${'x'.repeat(5000)};;`, 'c@x;Cy;;'];
    const { report, rejected } = await imports.importFile(KEY, csv(...Array(1000).fill('d@x;Di;;'), ...lines));
    assert.deepEqual(counts({ report }), [1004, 3, 999, 2]);
    assert.match(rejected, /"a\uFFFDb"/);
  });

  test('reads no row of a file in a log or in a report', async () => {
    imports.lines.length = 0;
    const { report } = await imports.importFile(KEY, csv('secret@x;Ann;secret;', 'a@x;Nobody;1;', ';secret;1;'));
    assert.doesNotMatch(JSON.stringify([imports.lines, report]), /secret@|Nobody|"secret/);
    assert.equal(report.rows.rejected, 3);
  });
});

test('PC13b the last line of the log has the counts as metrics of the import', async () => {
  imports.lines.length = 0;
  await imports.importFile(KEY, csv('a@x;Ann;;', 'a@x;Ann;;', ';Nil;;'));
  const { _aws, ...line } = imports.lines.findLast((it) => it._aws);
  const Metrics = ['RowsRead', 'RowsInserted', 'RowsDuplicate', 'RowsRejected'].map((Name) => ({
    Name,
    Unit: 'Count',
  }));
  const Namespace = 'rl-bank-constructs/FileImport';
  assert.deepEqual(_aws.CloudWatchMetrics, [{ Namespace, Dimensions: [['Import']], Metrics }]);
  const { Import, RowsRead, RowsInserted, RowsDuplicate, RowsRejected } = line;
  assert.deepEqual([Import, RowsRead, RowsInserted, RowsDuplicate, RowsRejected], ['acme-contacts', 3, 1, 1, 1]);
});

describe('a run', () => {
  test('PC13b refuses a file that is not that of its event, was replaced, or is larger than maxFileBytes', async () => {
    imports.objects.put(KEY, csv('a@x;Ann;;'));
    const { etag } = await imports.objects.head(KEY);
    assert.deepEqual(
      counts(await imports.importFile(KEY, undefined, { etag: etag.replaceAll('"', '') })),
      [1, 1, 0, 0],
    );
    const environment = imports.environmentOf(KEY, { etag });
    imports.objects.put(KEY, csv('b@x;Bob;;', 'c@x;Cy;;'));
    for (const command of ['validate', 'load']) {
      const { report } = await imports.ask(command, environment);
      assert.equal(
        report.reason,
        'The file was replaced while it was imported; the newer one has an import of its own.',
      );
      assert.equal(report.status, 'refused');
    }
    const definition = { ...CONTACTS, maxFileBytes: 10 };
    assert.match(
      (await imports.importFile(KEY, undefined, { definition })).report.reason,
      /and an import takes 10: split the file/,
    );
  });

  test('PC13b loads nothing that was not validated', async () => {
    const environment = imports.environmentOf(KEY);
    imports.objects.put(KEY, csv('a@x;Ann;;'));
    await imports.ask('validate', environment);
    imports.objects.put(KEY, csv(';;;')); // started by hand, so that no event names the version
    const { report } = await imports.ask('load', environment);
    assert.match(report.reason, /^The file is not the one that was validated: start its import again\.$/);
    assert.equal(await imports.count('contacts'), 0);
  });

  test('PC13b names a variable that is missing, and a command that it does not know', async () => {
    await assert.rejects(
      imports.ask('load', { ...imports.environmentOf(KEY), IMPORT_RUN: '' }),
      /^Error: IMPORT_RUN is missing/,
    );
    await assert.rejects(
      imports.ask('constructor', imports.environmentOf(KEY)),
      /^Error: Usage: node main.mjs validate/,
    );
  });
});
