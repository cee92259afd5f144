// An import that is killed at any moment goes on, and its counts are exact; two at a time wait for each other.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { csv, KEY, useImports } from './file-import-support.mjs';

const imports = useImports();
const ROWS = 10_000;
const BAD = ROWS / 500;
const EXPECTED = { read: ROWS + 2, rejected: BAD + 1, inserted: ROWS - BAD, duplicates: 1, deleted: 0 };

/** Each 500th row is bad, one is a duplicate and one conflicts. */
const FILE = csv(
  ...Array.from({ length: ROWS }, (_, index) => `${index}@x;Ann;${index % 500 === 250 ? 'x' : '30'};2000-01-01`),
  ...['7@x;Ann;30;2000-01-01', '8@x;Eve;30;2000-01-01'],
);

/** Numbers from 0 to below 1, the same ones at each run. */
function seeded(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

async function assertExact({ report, rejected }) {
  assert.deepEqual([report.status, report.rows], ['imported', EXPECTED]);
  assert.equal(await imports.count('contacts'), EXPECTED.inserted);
  assert.equal(rejected.split('\r\n').length, EXPECTED.rejected + 2);
  assert.equal(await imports.count('file_import_rejections'), 0);
}

async function validated(name) {
  const environment = imports.environmentOf(KEY, { name });
  imports.objects.put(KEY, FILE);
  await imports.ask('validate', environment);
  return environment;
}

const readSoFar = async () => Number((await imports.rows('SELECT rows_read FROM file_imports'))[0].rows_read);

/** Until a process has done so many rows, or has ended. */
async function loaded(child, rows) {
  while (child.exitCode === null && (await readSoFar()) < rows) await sleep(5);
}

describe('PC13b an import', () => {
  for (const seed of [1, 2, 3]) {
    test(`that is killed again and again goes on, and its counts are exact: seed ${seed}`, async () => {
      const random = seeded(seed * 7919);
      const environment = await validated(`killed-${seed}`);
      let kills = 0;
      for (let from = 0; from < ROWS; from = await readSoFar()) {
        const until = from + Math.ceil((random() * ROWS) / 2);
        const { child, ended } = imports.start('load', environment);
        await loaded(child, until);
        await sleep(random() * 60); // anywhere in a batch, or behind the last one
        child.kill('SIGKILL');
        const { signal, code, errors } = await ended;
        if (signal === 'SIGKILL') kills += 1;
        else assert.equal(code, 0, errors);
        const [{ rows_read: read, rows_inserted: inserted }] = await imports.rows('SELECT * FROM file_imports');
        assert.equal(await imports.count('contacts'), Number(inserted), `after ${read} rows`);
      }
      assert.ok(kills >= 2, `${kills} kills`);
      await assertExact(await imports.ask('load', environment));
    });
  }

  for (const table of ['file_imports', 'file_import_rejections']) {
    test(`that ends while its counts are written inserted no row without them: ${table}`, async (context) => {
      const environment = await validated(`counts-${table}`);
      const ends = `IF NEW.import_id = 1 AND (SELECT count(*) FROM contacts) > 3000 THEN RAISE EXCEPTION 'ended' USING ERRCODE = '57P01'; END IF;`;
      await imports.owner
        .query(`CREATE FUNCTION ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN ${ends} RETURN NEW; END $$;
        CREATE TRIGGER ended BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION ended()`);
      const mend = () => imports.owner.query('DROP FUNCTION IF EXISTS ended CASCADE');
      context.after(mend);
      await assert.rejects(imports.ask('load', environment), /ended/);
      const [{ rows_inserted: inserted }] = await imports.rows('SELECT * FROM file_imports');
      assert.ok(Number(inserted) > 2000);
      assert.equal(await imports.count('contacts'), Number(inserted));
      await mend();
      await assertExact(await imports.ask('load', environment));
    });
  }

  test('whose connection ends fails, and the next attempt goes on', async () => {
    const environment = await validated('cut');
    const { child, ended } = imports.start('load', environment);
    await loaded(child, 3000);
    await imports.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'file-import'");
    const { code, errors } = await ended;
    assert.equal(code, 1);
    assert.match(errors, /terminat/);
    await assertExact(await imports.ask('load', environment));
  });

  test('whose report or rejected rows the bucket does not take fails, and the next attempt writes them', async (context) => {
    const environment = await validated('unwritten');
    for (const method of /** @type {('upload' | 'write')[]} */ (['upload', 'write'])) {
      const failing = context.mock.method(imports.objects, method, async () => {
        throw new Error('S3 is not available.');
      });
      await assert.rejects(imports.ask('load', environment), /^Error: S3 is not available/);
      failing.mock.restore();
      assert.equal(imports.resultsOf(environment).report, null);
    }
    await assertExact(await imports.ask('load', environment));
    await assertExact(await imports.ask('load', environment)); // as a retry whose answer was lost
  });

  test('that a run left goes on in another run, which reports all its rows', async () => {
    const { child, ended } = imports.start('load', await validated('first'));
    await loaded(child, 3000);
    child.kill('SIGKILL');
    await ended;
    imports.lines.length = 0;
    const result = await imports.importFile('contacts/acme/again.csv', FILE, { name: 'second' });
    await assertExact(result);
    assert.equal(result.report.importId, '1');
    assert.ok(imports.lines.some(({ message, rows }) => message.startsWith('going on') && rows >= 3000));
  });

  test('whose file is replaced meanwhile says what it inserted before', async () => {
    const environment = await validated('replaced');
    const { child, ended } = imports.start('load', environment);
    await loaded(child, 3000);
    child.kill('SIGKILL');
    await ended;
    const { etag } = await imports.objects.head(KEY);
    imports.objects.put(KEY, csv('other@x;Ann;30;'));
    const { report } = await imports.ask('load', { ...environment, IMPORT_ETAG: etag });
    assert.match(report.reason, /^The file was replaced while it was imported/);
    assert.equal(report.rows.read, await readSoFar());
    assert.deepEqual(
      [report.status, report.importId, report.rows.inserted],
      ['refused', '1', await imports.count('contacts')],
    );
  });
});

describe('PC13b two imports at once', () => {
  test('of one file insert its rows once: the second one waits, and finds it imported', async () => {
    const environments = [await validated('one'), await validated('two')];
    const results = await Promise.all(environments.map((environment) => imports.ask('load', environment)));
    results.sort((one, other) => one.report.status.localeCompare(other.report.status));
    const [already, imported] = results;
    assert.deepEqual(already.report.status, 'alreadyImported');
    await assertExact(imported);
    assert.ok(imports.lines.some(({ message }) => message.startsWith('another run imports this file')));
  });

  test('of two files with the same rows insert each once', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `${index}@x;Ann;30;`);
    const reversed = [...lines].reverse();
    const results = await Promise.all([
      imports.importFile('contacts/acme/one.csv', csv(...lines)),
      imports.importFile('contacts/acme/two.csv', csv(...reversed)),
    ]);
    const sum = (name) => results.reduce((all, { report }) => all + report.rows[name], 0);
    assert.deepEqual([sum('read'), sum('inserted'), sum('duplicates'), sum('rejected')], [10_000, 5000, 5000, 0]);
    assert.equal(await imports.count('contacts'), 5000);
  });

  test('of one ledger row cannot both go on, though the lock of one was lost', async () => {
    const environment = await validated('fenced');
    const { child, ended } = imports.start('load', environment);
    await loaded(child, 3000);
    await imports.rows('UPDATE file_imports SET rows_read = rows_read + 1, rows_duplicate = rows_duplicate + 1');
    const { code, errors } = await ended;
    assert.equal(code, 1);
    assert.match(errors, /Another run goes on with import 1\./);
    assert.equal(child.exitCode, 1);
  });
});
