// Files into real PostgreSQL by the program of FileImport: its counts, what PostgreSQL refuses, tenants, the same file again, and undo.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { csv, startImports } from './file-import-support.mjs';

/** @type {Awaited<ReturnType<typeof startImports>>} */
let imports;
before(async () => {
  imports = await startImports();
});
after(() => imports.stop());
beforeEach(() => imports.owner.query('TRUNCATE contacts'));

const KEY = 'contacts/acme/file.csv';
const counts = ({ report: { rows } }) => [rows.read, rows.inserted, rows.duplicates, rows.rejected];

/** Each row is somewhere, and the table has those that were inserted. */
async function assertAddsUp({ report }, before_ = 0) {
  const { read, inserted, duplicates, rejected } = report.rows;
  assert.equal(read, inserted + duplicates + rejected);
  assert.equal(await imports.count('contacts'), before_ + inserted);
  assert.equal(await imports.count('file_import_rejections'), 0);
}

describe('a file', () => {
  test('PC13b inserts its rows, with a bad row, a duplicate and a conflicting row in their order, and the counts add up', async () => {
    const result = await imports.importFile(
      KEY,
      csv(
        'a@x;Ann;30;2000-01-31',
        'b@x;Bob;;',
        'a@x;Ann;30;2000-01-31',
        'a@x;Eve;30;2000-01-31',
        ';Nil;;',
        'c@x;Cy;x;',
      ),
    );
    assert.equal(result.validation.reason, '');
    assert.deepEqual(result.validation.rows, { read: 6, rejected: 1, accepted: 5 });
    assert.deepEqual(counts(result), [6, 2, 1, 3]);
    await assertAddsUp(result);
    assert.deepEqual(await imports.rows('SELECT tenant_id, email, name, age, born_on::text FROM contacts ORDER BY 2'), [
      { tenant_id: 'acme', email: 'a@x', name: 'Ann', age: 30, born_on: '2000-01-31' },
      { tenant_id: 'acme', email: 'b@x', name: 'Bob', age: null, born_on: null },
    ]);
    assert.equal(result.report.status, 'imported');
    assert.deepEqual(result.report.rejectedBy, [
      { reason: 'E-Mail is empty, and must have a value', rows: 1 },
      { reason: 'PostgreSQL: invalid input syntax for type integer', rows: 1 },
      { reason: 'name a row with this key has other values', rows: 1 },
    ]);
    const lines = result.rejected.split('\r\n');
    assert.equal(lines[0], '\uFEFF"line";"column";"reason";"E-Mail";"Name";"Age";"Born"');
    assert.equal(lines[1], '"5";"name";"A row with this key has other values in name.";"a@x";"Eve";"30";"2000-01-31"');
    assert.match(lines[3], /^"7";"";"PostgreSQL: invalid input syntax for type integer: ""x"".";"c@x"/);
    assert.equal(result.report.rejectedRows, `reports/${KEY}/run-1/rejected.csv`);
  });
});
