// The schema of examples/expense-tracker in PostgreSQL: its migration, and what keeps tenants apart.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { startPostgresql } from './postgresql-server.mjs';
import { migrate } from '../../../examples/expense-tracker/app/migrate/migrate.mjs';
import { Database } from '../../../examples/expense-tracker/app/shared/database.mjs';
import { places } from '../kernel/places.mjs';

const SCHEMA = join(places.examples, 'expense-tracker', 'app', 'migrate', 'schema');
const folder = mkdtempSync(join(tmpdir(), 'schema-'));
after(() => rmSync(folder, { recursive: true }));

let server;
/** @type {Database} */
let database;
before(async () => (server = await startPostgresql()));
after(async () => {
  await database?.end();
  await server.stop();
});

/** The schema of the example with one more file. */
function schemaWith(name, text) {
  const copy = join(folder, name);
  cpSync(SCHEMA, copy, { recursive: true });
  writeFileSync(join(copy, name), text);
  return pathToFileURL(`${copy}/`);
}

describe('the migration', () => {
  test('ET6b applies each file once: the second run changes nothing, and two at a time wait for each other', async () => {
    const names = ['001-roles.sql', '002-workspaces.sql', '003-agent-keys.sql', '004-rates.sql'];
    const both = await Promise.all([migrate(server.environment), migrate(server.environment)]);
    assert.deepEqual(
      both.toSorted((one, other) => other.length - one.length),
      [names, []],
    );
    assert.deepEqual(await migrate(server.environment), []);
  });

  test('ET6b fails without a change, and names the file; the next release without that file goes on', async () => {
    const faulty = schemaWith('005-faulty.sql', 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await assert.rejects(
      migrate(server.environment, faulty),
      /^Error: 005-faulty.sql failed and changed nothing: division/,
    );
    const owner = new Database(server.environment);
    assert.deepEqual(await owner.query("SELECT to_regclass('half')"), [{ to_regclass: null }]);
    await owner.end();
    assert.deepEqual(await migrate(server.environment), []);
    assert.deepEqual(await migrate(server.environment, schemaWith('006-more.sql', 'SELECT 1')), ['006-more.sql']);
  });

  test('refuses a file that changed after it was applied', async () => {
    const changed = schemaWith('004-rates.sql', 'SELECT 1');
    await assert.rejects(migrate(server.environment, changed), /004-rates.sql was applied with other content/);
  });

  test('sets the passwords anew, and names one that is missing', async () => {
    await migrate({ ...server.environment, APP_DB_PASSWORD: 'another' });
    const old = new Database({ ...server.environment, DB_USER: 'app', DB_PASSWORD: 'of-app' });
    await assert.rejects(old.query('SELECT 1'), /password authentication failed/);
    await old.end();
    await migrate(server.environment);
    await assert.rejects(migrate({ ...server.environment, RATES_DB_PASSWORD: '' }), /RATES_DB_PASSWORD is missing/);
  });
});

describe('ET6a row-level security of `app`', () => {
  const as = (userId, workspaceId, text, values = []) =>
    database.as({ userId, workspaceId }, async (client) => (await client.query(text, values)).rows);
  let ofAnn;
  let ofBob;

  before(async () => {
    await migrate(server.environment);
    database = new Database({ ...server.environment, DB_USER: 'app', DB_PASSWORD: 'of-app' });
    const [workspaceOfAnn] = await as('ann', '', "SELECT create_workspace('Ann')");
    const [workspaceOfBob] = await as('bob', '', "SELECT create_workspace('Bob')");
    ofAnn = workspaceOfAnn.create_workspace;
    ofBob = workspaceOfBob.create_workspace;
    for (const [user, workspace] of [
      ['ann', ofAnn],
      ['bob', ofBob],
    ]) {
      await as(
        user,
        workspace,
        "INSERT INTO ledger_entries (kind, amount, currency, note) VALUES ('spend', 7, 'EUR', $1)",
        [user],
      );
    }
  });

  test('a tenant sees its own rows, and none in the workspace of another', async () => {
    const notes = 'SELECT note FROM ledger_entries';
    assert.deepEqual(await as('ann', ofAnn, notes), [{ note: 'ann' }]);
    assert.deepEqual(await as('bob', ofBob, notes), [{ note: 'bob' }]);
    assert.deepEqual(await as('ann', ofBob, notes), []);
    assert.deepEqual(await as('ann', '', notes), []);
    assert.deepEqual(await as('ann', '', 'SELECT name FROM workspaces'), [{ name: 'Ann' }]);
  });

  test('a statement that takes another user gets no row: it has no proof', async () => {
    const forged = `WITH forged AS MATERIALIZED (
        SELECT set_config('app.user_id', 'bob', true), set_config('app.workspace_id', '${ofBob}', true))
      SELECT note FROM forged, LATERAL (SELECT note FROM ledger_entries OFFSET 0) AS entries`;
    assert.deepEqual(await as('ann', ofAnn, forged), []);
    for (const set of ["set_config('app.user_id', 'bob', true)", `set_config('app.workspace_id', '${ofBob}', true)`]) {
      const rows = await database.as({ userId: 'ann', workspaceId: ofAnn }, async (client) => {
        await client.query(`SELECT ${set}`);
        return (await client.query('SELECT note FROM ledger_entries')).rows;
      });
      assert.deepEqual(rows, [], set);
    }
    await assert.rejects(as('ann', ofAnn, 'SELECT key FROM proof_key'), /permission denied/);
  });

  test('a tenant writes nothing into the workspace of another, and joins none', async () => {
    const write = "INSERT INTO ledger_entries (workspace_id, kind, amount, currency) VALUES ($1, 'spend', 1, 'EUR')";
    await assert.rejects(as('ann', ofAnn, write, [ofBob]), /violates row-level security/);
    const member = "INSERT INTO workspace_members VALUES ($1, 'ann')";
    await assert.rejects(as('ann', ofAnn, member, [ofBob]), /permission denied/);
    assert.deepEqual(await as('ann', ofBob, 'UPDATE ledger_entries SET amount = 0 RETURNING 1'), []);
  });

  test('no DDL, no rate, no table by SELECT INTO', async () => {
    for (const statement of [
      'CREATE TABLE mine (id int)',
      'SELECT * INTO mine FROM ledger_entries',
      'SELECT * INTO TEMP mine FROM ledger_entries',
      'DROP TABLE ledger_entries',
      'ALTER TABLE ledger_entries DISABLE ROW LEVEL SECURITY',
      'TRUNCATE ledger_entries',
      "INSERT INTO fx_rates_raw (base_currency, rate_date, rate, source) VALUES ('EUR', now(), 9, 'me')",
    ]) {
      await assert.rejects(as('ann', ofAnn, statement), /permission denied|must be owner/, statement);
    }
  });

  test('a statement that takes too long is stopped, also after one that set the timeout of the session', async () => {
    const timeout = await database.query('SHOW statement_timeout');
    assert.deepEqual(timeout, [{ statement_timeout: '25s' }], 'below the 29 s of API Gateway');
    const owner = new Database(server.environment);
    await owner.query("ALTER ROLE app SET statement_timeout = '300ms'");
    const quick = new Database({ ...server.environment, DB_USER: 'app', DB_PASSWORD: 'of-app' }, { connections: 1 });
    const asAnn = (text) => quick.as({ userId: 'ann' }, (client) => client.query(text));
    await asAnn("SELECT set_config('statement_timeout', '0', false)");
    await assert.rejects(asAnn('SELECT pg_sleep(5)'), /statement timeout/);
    await Promise.all([owner.end(), quick.end()]);
  });

  test('a connection that ends while a request has it fails that request alone', async () => {
    const lost = database.as({ userId: 'ann' }, async (client) => {
      const ended = new Promise((resolve) => client.once('end', resolve));
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      await database.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      await ended;
      return client.query('SELECT 1');
    });
    await assert.rejects(lost, /connection error/);
    assert.equal((await database.query('SELECT 1')).length, 1);
  });

  test('keys of a tenant are its own; the authorizer finds the user of a hash', async () => {
    const hash = 'a'.repeat(64);
    await as('ann', '', 'INSERT INTO agent_keys (key_hash, gateway_key_id) VALUES ($1, $2)', [hash, 'k1']);
    assert.deepEqual(await as('bob', '', 'SELECT * FROM agent_keys'), []);
    assert.deepEqual(await database.query('SELECT user_of_key($1)', [hash]), [{ user_of_key: 'ann' }]);
    const forBob = "INSERT INTO agent_keys (key_hash, gateway_key_id, user_id) VALUES ($1, 'k2', 'bob')";
    await assert.rejects(as('ann', '', forBob, ['b'.repeat(64)]), /violates row-level security/);
  });
});
