// The way back: the rows of an import are deleted by its id, and its file can be imported again.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTACTS, counts, csv, KEY, useImports } from './file-import-support.mjs';

const imports = useImports();
const lines = (count) => Array.from({ length: count }, (_, index) => `${index}@x;Ann;30;`);
const undone = ({ report: { status, rows } }) => [status, rows.deleted];

describe('PC13b an undo', () => {
  test('deletes the rows of its import alone, once, and the file can be imported again', async () => {
    await imports.importFile('contacts/acme/other.csv', csv('0@x;Ann;30;', 'other@x;Bob;;'));
    await imports.importFile('contacts/borealis/file.csv', csv('0@x;Ann;30;'));
    const content = csv(...lines(2500));
    assert.deepEqual(counts(await imports.importFile(KEY, content)), [2500, 2499, 1, 0]);
    const result = await imports.undo('3');
    assert.deepEqual(undone(result), ['undone', 2499]);
    const { key, bytes } = result.report.file;
    assert.deepEqual([result.report.importId, result.report.tenant, key, bytes], ['3', 'acme', KEY, content.length]);
    assert.equal(await imports.count('contacts'), 3);
    assert.deepEqual(undone(await imports.undo('3')), ['undone', 2499]); // as a retry
    const again = await imports.importFile(KEY);
    assert.deepEqual([again.report.importId, ...counts(again)], ['4', 2500, 2499, 1, 0]);
    assert.deepEqual(undone(await imports.undo('3')), ['undone', 2499]);
    assert.equal(await imports.count('contacts'), 2502);
  });

  test('ends well though rows were changed or deleted meanwhile', async () => {
    await imports.importFile(KEY, csv(...lines(1500)));
    await imports.rows("DELETE FROM contacts WHERE email LIKE '7%'");
    await imports.rows("UPDATE contacts SET name = 'Eve' WHERE email LIKE '8%'");
    const left = await imports.count('contacts');
    assert.deepEqual(undone(await imports.undo('1')), ['undone', left]);
    assert.equal(await imports.count('contacts'), 0);
  });

  test('leaves rows that others refer to, says so, and goes on once they are gone', async (context) => {
    await imports.owner.query(
      `CREATE TABLE leads (tenant_id text, email text, FOREIGN KEY (tenant_id, email) REFERENCES contacts)`,
    );
    context.after(() => imports.owner.query('DROP TABLE leads'));
    await imports.importFile(KEY, csv(...lines(1500)));
    await imports.rows("INSERT INTO leads VALUES ('acme', '7@x'), ('acme', '900@x')");
    const { report } = await imports.undo('1');
    assert.deepEqual([report.status, report.rows.deleted], ['refused', 1498]);
    assert.match(
      report.reason,
      /^2 rows stay: PostgreSQL: .* violates foreign key constraint .* undo the import again\.$/,
    );
    const refused = await imports.importFile(KEY);
    assert.match(refused.report.reason, /^Import 1 of this file is being undone/);
    await imports.rows('DELETE FROM leads');
    assert.deepEqual(undone(await imports.undo('1')), ['undone', 1500]);
  });

  test('that is killed goes on, and its count is exact', async () => {
    await imports.importFile(KEY, csv(...lines(20_000)));
    const environment = imports.environmentOf('', { importId: '1' });
    for (const until of [3000, 9000]) {
      const { child, ended } = imports.start('undo', environment);
      const deleted = async () => Number((await imports.rows('SELECT rows_deleted FROM file_imports'))[0].rows_deleted);
      while (child.exitCode === null && (await deleted()) < until) await sleep(5);
      child.kill('SIGKILL');
      await ended;
      assert.equal(await imports.count('contacts'), 20_000 - (await deleted()));
    }
    assert.deepEqual(undone(await imports.ask('undo', environment)), ['undone', 20_000]);
  });

  test('takes back an import that was killed, with its rejected rows', async () => {
    imports.objects.put(KEY, csv(';Nil;;', ...lines(20_000)));
    const environment = imports.environmentOf(KEY);
    await imports.ask('validate', environment);
    const { child, ended } = imports.start('load', environment);
    while (child.exitCode === null && (await imports.count('contacts')) < 3000) await sleep(5);
    child.kill('SIGKILL');
    await ended;
    const left = await imports.count('contacts');
    assert.deepEqual(undone(await imports.undo('1')), ['undone', left]);
    assert.equal(await imports.count('file_import_rejections'), 0);
    assert.equal(await imports.count('contacts'), 0);
  });

  test('waits for no import that runs', async () => {
    await imports.importFile(KEY, csv('a@x;Ann;;'));
    const [{ name }] = await imports.rows(
      'SELECT jsonb_build_array(import_name, tenant, file_sha256, definition_sha256)::text AS name FROM file_imports',
    );
    const lock = [JSON.stringify(JSON.parse(name))];
    await imports.rows('SELECT pg_advisory_lock(hashtextextended($1, 0))', lock);
    const { report } = await imports.undo('1');
    await imports.rows('SELECT pg_advisory_unlock(hashtextextended($1, 0))', lock);
    assert.equal(report.reason, 'Import 1 runs: stop its execution, or undo it after its end.');
    assert.equal(await imports.count('contacts'), 1);
  });

  test('is refused in a sentence: no column, no such import, one of another name, no right', async (context) => {
    await imports.importFile(KEY, csv('a@x;Ann;;'));
    const { importIdColumn, ...without } = CONTACTS;
    /** @param {string} importId @param {any} definition */
    const reason = async (importId, definition = CONTACTS) =>
      (await imports.undo(importId, { definition })).report.reason;
    assert.equal(importIdColumn, 'import_id');
    assert.match(await reason('1', without), /^The import has no importIdColumn/);
    assert.match(await reason('99'), /^There is no import 99 of acme-contacts: report\.json has the id\.$/);
    assert.match(await reason('1', { ...CONTACTS, name: 'other' }), /^There is no import 1 of other/);
    for (const odd of ['', '1 OR 1=1', '-1', '9'.repeat(30)]) assert.match(await reason(odd), /is no id of an import/);
    await imports.owner.query('REVOKE DELETE ON contacts FROM importer');
    context.after(() => imports.owner.query('GRANT DELETE ON contacts TO importer'));
    assert.match(await reason('1'), /^The login importer may not delete rows of .*: grant DELETE on it\.$/);
    assert.equal(await imports.count('contacts'), 1);
  });
});
