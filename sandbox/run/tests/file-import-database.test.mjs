// What PostgreSQL decides on the rows of a file: constraints, triggers, types, row-level security.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONTACTS, counts, csv, KEY, text, useImports } from './file-import-support.mjs';

const imports = useImports();

/** An import into another table, whose columns have the names of the file. */
function into(name, columns, more = {}) {
  const { tenant, importIdColumn, ...rest } = CONTACTS;
  const table = { schema: 'public', name };
  return { ...rest, table, keyColumns: [columns[0]], columns: columns.map((it) => text(it, it)), ...more };
}
const importInto = (definition, ...lines) => {
  const header = definition.columns.map(({ source }) => source).join(';');
  return imports.importFile(KEY, `${[header, ...lines].join('\n')}\n`, { definition });
};

/** Runs statements as the owner for a test, and takes them back after it. */
async function given(context, statements, back) {
  await imports.owner.query(statements);
  context.after(() => imports.owner.query(back));
}

describe('PC13b a row that PostgreSQL refuses', () => {
  test('is found among thousands, and the others are inserted: checks, casts, other unique indexes, triggers', async (context) => {
    await given(
      context,
      `CREATE UNIQUE INDEX one_name ON contacts (name) WHERE name LIKE 'Only%';
       CREATE FUNCTION no_eve() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.name = 'Eve' THEN RAISE EXCEPTION 'no % here', NEW.email; END IF;
         IF NEW.name = 'Skip' THEN RETURN NULL; END IF; RETURN NEW; END $$;
       CREATE TRIGGER no_eve BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION no_eve()`,
      'DROP INDEX one_name; DROP TRIGGER no_eve ON contacts; DROP FUNCTION no_eve',
    );
    const bad = new Map([
      [0, 'Nobody;1;'],
      [700, 'Only;1;'],
      [1400, 'Only;2;'],
      [1499, 'Eve;1;'],
      [1500, 'Ann;x;'],
      [1501, 'Ann;99999999999;'],
      [2000, 'Skip;1;'],
      [2499, 'Ann;1;2000-02-30'],
    ]);
    const lines = Array.from({ length: 2500 }, (_, index) => `${index}@x;${bad.get(index) ?? 'Ann;30;2000-01-01'}`);
    const { report, rejected } = await imports.importFile(KEY, csv(...lines));
    assert.deepEqual(counts({ report }), [2500, 2493, 0, 7]);
    assert.equal(await imports.count('contacts'), 2493);
    const relation = 'new row for relation "contacts" violates check constraint "contacts_name_check"';
    assert.deepEqual(
      report.rejectedBy.map(({ reason }) => reason),
      [
        'PostgreSQL: date/time field value out of range',
        'PostgreSQL: duplicate key value violates unique constraint "one_name"',
        'PostgreSQL: invalid input syntax for type integer',
        `PostgreSQL: ${relation}`,
        'PostgreSQL: value "…" is out of range for type integer',
        'a row with this key is not visible to the import, or a trigger skips it',
        'a trigger refuses the row',
      ],
    );
    assert.deepEqual(
      rejected
        .split('\r\n')
        .slice(1, -1)
        .map((line) => Number(/^"(\d+)"/.exec(line)?.[1]) - 2),
      [0, 1400, 1499, 1500, 1501, 2000, 2499],
    );
    assert.match(rejected, /PostgreSQL: no 1499@x here\./);
    assert.doesNotMatch(rejected, /Failing row contains|already exists/); // other columns are in the detail
  });

  test('of a deferred constraint fails alone, and not the transaction at its end', async (context) => {
    await given(
      context,
      `CREATE TABLE parents (id text PRIMARY KEY); INSERT INTO parents VALUES ('p');
       CREATE TABLE children (id text PRIMARY KEY, parent text REFERENCES parents DEFERRABLE INITIALLY DEFERRED);
       GRANT SELECT, INSERT ON children TO importer`,
      'DROP TABLE children, parents',
    );
    assert.deepEqual(counts(await importInto(into('children', ['id', 'parent']), '1;p', '2;q', '3;p')), [3, 2, 0, 1]);
  });

  test('is never cut off to fit, and its values are compared as the table holds them', async (context) => {
    await given(
      context,
      `CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE DOMAIN short AS varchar(3); CREATE DOMAIN shorter AS short CHECK (VALUE <> 'no');
       CREATE TABLE kinds (id numeric(6, 2) PRIMARY KEY, code char(3), label varchar(3), short shorter, data json, doc jsonb, place point,
         list int[], mood mood, at timestamptz(0), "on" timestamp, raw bytea, ip inet, yes boolean);
       GRANT SELECT, INSERT ON kinds TO importer`,
      'DROP TABLE kinds; DROP DOMAIN shorter, short; DROP TYPE mood',
    );
    const names = [
      'id',
      'code',
      'label',
      'short',
      'data',
      'doc',
      'place',
      'list',
      'mood',
      'at',
      'on',
      'raw',
      'ip',
      'yes',
    ];
    const row = (id, more = {}) => {
      const values = {
        id,
        code: 'ab',
        label: 'abc',
        short: 'yes',
        data: '{"a": 1}',
        doc: '{"b": 2}',
        place: '(1,2)',
        list: '{1,2}',
        mood: 'good',
      };
      const all = {
        ...values,
        at: '2026-01-01T10:00:00.4Z',
        on: '2026-01-01 10:00',
        raw: '\\x00ff',
        ip: '10.0.0.1',
        yes: 'true',
        ...more,
      };
      return names.map((name) => `"${all[name].replaceAll('"', '""')}"`).join(';');
    };
    const definition = into('kinds', names);
    const bad = [
      { code: 'abcd' },
      { label: 'abcd' },
      { short: 'abcd' },
      { short: 'no' },
      { data: '{' },
      { mood: 'fine' },
      { list: '{x}' },
      { yes: 'maybe' },
    ];
    const first = await importInto(
      definition,
      row('1'),
      row('2.001'),
      ...bad.map((more, index) => row(`${index + 3}`, more)),
    );
    assert.deepEqual(counts(first), [10, 2, 0, 8]);
    const again = await importInto(
      definition,
      row('2.002'),
      row('1.00'),
      row('1', { place: '(2,1)' }),
      row('1', { doc: '{"b":2}' }),
      row('1', { yes: 'false' }),
    );
    assert.deepEqual(counts(again), [5, 0, 3, 2]);
    assert.match(again.rejected, /other values in place\./);
    assert.match(again.rejected, /other values in yes\./);
  });

  test('is counted once where a trigger changes its key', async (context) => {
    await given(
      context,
      `CREATE FUNCTION lower_email() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.email = lower(NEW.email); RETURN NEW; END $$;
       CREATE TRIGGER lower_email BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION lower_email()`,
      'DROP TRIGGER lower_email ON contacts; DROP FUNCTION lower_email',
    );
    const result = await imports.importFile(KEY, csv('A@x;Ann;;', 'b@x;Bob;;', 'a@x;Ann;;', 'B@x;Bo;;'));
    assert.deepEqual(counts(result), [4, 2, 1, 1]);
    assert.equal(await imports.count('contacts'), 2);
  });

  test('stands with the others in a partitioned table', async (context) => {
    await given(
      context,
      `CREATE TABLE parts (id int PRIMARY KEY, name text) PARTITION BY RANGE (id);
       CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10); GRANT SELECT, INSERT ON parts TO importer`,
      'DROP TABLE parts',
    );
    assert.deepEqual(
      counts(await importInto(into('parts', ['id', 'name']), '1;a', '11;b', '1;a', '2;c')),
      [4, 2, 1, 1],
    );
  });
});

describe('PC13b row-level security', () => {
  test('keeps tenants apart for a login that owns nothing: the same keys are rows of each', async () => {
    for (const tenant of ['acme', 'borealis']) {
      assert.deepEqual(
        counts(await imports.importFile(`contacts/${tenant}/f.csv`, csv(`a@x;${tenant};;`))),
        [1, 1, 0, 0],
      );
    }
    assert.deepEqual(await imports.rows('SELECT tenant_id, name FROM contacts ORDER BY 1'), [
      { tenant_id: 'acme', name: 'acme' },
      { tenant_id: 'borealis', name: 'borealis' },
    ]);
  });

  test('that denies the rows of an import rejects them, and inserts none', async () => {
    const definition = { ...CONTACTS, tenant: { column: 'tenant_id', setting: 'app.other' } };
    const result = await imports.importFile(KEY, csv('a@x;Ann;;', 'b@x;Bob;;'), { definition });
    assert.deepEqual(counts(result), [2, 0, 0, 2]);
    assert.match(result.report.rejectedBy[0].reason, /row-level security/);
  });
});

test('PC13b names of tables and columns are names, whatever they contain', async (context) => {
  await given(
    context,
    `CREATE SCHEMA "Odd ""s"; CREATE TABLE "Odd ""s"."t""; DROP TABLE contacts; --" ("k"" (" text PRIMARY KEY, "select" text, "$1" text, "import id" bigint);
     GRANT USAGE ON SCHEMA "Odd ""s" TO importer; GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA "Odd ""s" TO importer`,
    'DROP SCHEMA "Odd ""s" CASCADE',
  );
  const definition = into('', ['k" (', 'select', '$1'], {
    importIdColumn: 'import id',
    table: { schema: 'Odd "s', name: 't"; DROP TABLE contacts; --' },
  });
  const content = '"k"" (";select;$1\na;b;c\na;b;c\na;x;c\n';
  const result = await imports.importFile(KEY, content, { definition });
  assert.deepEqual(counts(result), [3, 1, 1, 1]);
  assert.equal((await imports.undo(result.report.importId, { definition })).report.rows.deleted, 1);
});
