// What an import needs of a database: each thing that is missing ends in a sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONTACTS, counts, csv, KEY, text, useImports } from './file-import-support.mjs';
import { transaction } from '../../../resources/migration/file-import/database.mjs';

const imports = useImports();
const reasonOf = async (options) => (await imports.importFile(KEY, csv('a@x;Ann;30;'), options)).report.reason;

/** Runs statements as the owner for a test, and takes them back after it. */
async function given(context, statements, back) {
  await imports.owner.query(statements);
  context.after(() => imports.owner.query(back));
}

describe('PC13b a database that lacks something', () => {
  const has = (name, statements, back, definition, reason) =>
    test(`ends the import in a sentence: ${name}`, async (context) => {
      if (statements) await given(context, statements, back);
      assert.match(await reasonOf({ definition: { ...CONTACTS, ...definition } }), reason);
      assert.equal(await imports.count('contacts'), 0);
    });

  has(
    'no table',
    '',
    '',
    { table: { schema: 'public', name: 'Contacts' } },
    /no table "public.Contacts": its migration/,
  );
  has(
    'a view',
    'CREATE VIEW seen AS SELECT * FROM contacts',
    'DROP VIEW seen',
    { table: { schema: 'public', name: 'seen' } },
    /is no table/,
  );
  has(
    'no column',
    '',
    '',
    { columns: [...CONTACTS.columns, text('Name', 'nick')] },
    /public.contacts has no column "nick"/,
  );
  has('no unique index', '', '', { keyColumns: ['email'] }, /no unique index on "email" alone/);
  has(
    'a partial index',
    'CREATE UNIQUE INDEX p ON contacts (email) WHERE age > 1',
    'DROP INDEX p',
    { keyColumns: ['email'] },
    /no unique index/,
  );
  has(
    'a deferrable key',
    'ALTER TABLE contacts ADD CONSTRAINT d UNIQUE (email) DEFERRABLE',
    'ALTER TABLE contacts DROP CONSTRAINT d',
    { keyColumns: ['email'] },
    /no unique index/,
  );
  has(
    'a generated column',
    'ALTER TABLE contacts ADD g text GENERATED ALWAYS AS (lower(name)) STORED',
    'ALTER TABLE contacts DROP g',
    { columns: [...CONTACTS.columns, text('Name', 'g')] },
    /PostgreSQL generates "g"/,
  );
  has('a column for the id', '', '', { importIdColumn: 'born_on' }, /"born_on" of public.contacts cannot hold the id/);
  has(
    'INSERT',
    'REVOKE INSERT ON contacts FROM importer',
    'GRANT INSERT ON contacts TO importer',
    {},
    /login importer may not write "email", .*: grant INSERT/,
  );
  has(
    'SELECT',
    'REVOKE SELECT ON contacts FROM importer',
    'GRANT SELECT ON contacts TO importer',
    {},
    /login importer may not read "email", .*: grant SELECT/,
  );
  has(
    'a schema',
    'CREATE SCHEMA closed; CREATE TABLE closed.c (id int)',
    'DROP SCHEMA closed CASCADE',
    { table: { schema: 'closed', name: 'c' } },
    /may not use the schema closed: grant USAGE/,
  );
  has(
    'the ledger',
    'ALTER TABLE file_imports RENAME TO away',
    'ALTER TABLE away RENAME TO file_imports',
    {},
    /no tables file_imports and file_import_rejections: apply ledger.sql/,
  );
  has(
    'rights on the ledger',
    'REVOKE UPDATE ON file_imports FROM importer',
    'GRANT UPDATE ON file_imports TO importer',
    {},
    /importer lacks rights on file_imports/,
  );

  test('ends the import in a sentence where a trigger needs a right, and goes on once it is granted', async (context) => {
    await given(
      context,
      `CREATE TABLE audit (email text); CREATE FUNCTION audited() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.name = 'Audit' THEN INSERT INTO audit VALUES (NEW.email); END IF; RETURN NEW; END $$;
       CREATE TRIGGER audited BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION audited()`,
      'DROP TRIGGER audited ON contacts; DROP FUNCTION audited; DROP TABLE audit',
    );
    const lines = Array.from({ length: 1500 }, (_, index) => `${index}@x;${index === 1200 ? 'Audit' : 'Ann'};;`);
    const { report } = await imports.importFile(KEY, csv(...lines));
    assert.match(
      report.reason,
      /^PostgreSQL refuses the import: permission denied for table audit\. Start the import again/,
    );
    assert.deepEqual([report.status, ...counts({ report })], ['refused', 1000, 1000, 0, 0]);
    await imports.owner.query('GRANT INSERT ON audit TO importer');
    const result = await imports.importFile(KEY);
    assert.deepEqual([result.report.importId, ...counts(result)], [report.importId, 1500, 1500, 0, 0]);
  });
});

test('PC13b a transaction is done once more after a deadlock, and not after another fault', async () => {
  const asked = [];
  const client = /** @type {any} */ ({ query: async (statement) => asked.push(statement) });
  const failing = (code, times) => async () => {
    if (times-- > 0) throw Object.assign(new Error(code), { code });
    return 'done';
  };
  assert.equal(await transaction(client, failing('40P01', 2)), 'done');
  assert.equal(await transaction(client, failing('40001', 1)), 'done');
  assert.equal(asked.filter((it) => it === 'ROLLBACK').length, 3);
  await assert.rejects(transaction(client, failing('57014', 1)), /57014/);
  await assert.rejects(transaction(client, failing('40P01', 99)), /40P01/);
});
