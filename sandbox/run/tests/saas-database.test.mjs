// The schemas of examples/construction-saas in PostgreSQL: their migration, and what keeps tenants apart.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startPostgresql } from './postgresql-server.mjs';
import { migrate } from '../../../examples/construction-saas/app/migrate/migrate.mjs';
import { poolOf, TenantDatabases } from '../../../examples/construction-saas/app/shared/database.mjs';
import { places } from '../kernel/places.mjs';

const SQL = join(places.examples, 'construction-saas', 'app', 'migrate');
const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
const passwords = { AUDIT_DB_PASSWORD: 'of-audit', REGISTRY_DB_PASSWORD: 'of-registry', SYNC_DB_PASSWORD: 'of-sync' };
let server;
/** @type {Record<string, string | undefined>} of the owner */
let owner;
/** @type {TenantDatabases} */
let databases;
/** @type {pg.Pool[]} */
const pools = [];

before(async () => {
  server = await startPostgresql();
  owner = { ...server.environment, ...passwords, REGION: 'eu-west-2', TENANT_DOMAIN: 'platform.example' };
  const admin = new pg.Client({
    host: '127.0.0.1',
    port: Number(owner.DB_PORT),
    user: 'rdsadmin',
    database: 'tracker',
  });
  await admin.connect();
  await admin.query('CREATE ROLE rds_replication; GRANT rds_replication TO tracker WITH ADMIN OPTION');
  await admin.end();
  await migrate(owner);
  const rows = "('acme', 'Acme', 'eu-west-2', 'Entra'), ('borealis', 'Borealis', 'eu-west-2', 'Entra')";
  await login().query(`INSERT INTO registry.tenants (tenant_id, name, region, identity_provider) VALUES ${rows}`);
  await migrate(owner);
  databases = new TenantDatabases({ ...server.environment, DB_USER: 'app', DB_PASSWORD: 'of-app' });
});
after(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Connections as a user, or as the owner. */
function login(user, password) {
  const pool = poolOf(owner, { user, password });
  pools.push(pool);
  return pool;
}

const as = (tenant, text, values = []) =>
  databases.as(tenant, async (client) => (await client.query(text, values)).rows);

/** The files of the example with one more for each tenant. */
function filesWith(name, text) {
  const copy = join(folder, name);
  cpSync(SQL, copy, { recursive: true });
  writeFileSync(join(copy, 'tenant', name), text);
  return pathToFileURL(`${copy}/`);
}

describe('the migration', () => {
  test('CM8a the id of a tenant whose data stay is refused, until the same customer returns', async () => {
    const registry = login();
    const add = () => registry.query(`INSERT INTO registry.tenants VALUES ('dune', 'Dune', 'eu-west-2', 'Entra')`);
    await add();
    await registry.query(`DELETE FROM registry.tenants WHERE tenant_id = 'dune'`);
    await assert.rejects(add, /earlier tenant dune are still there/);
    await registry.query(`DELETE FROM registry.former_tenants WHERE tenant_id = 'dune'`);
    await add();
    await registry.query(`DELETE FROM registry.tenants WHERE tenant_id = 'dune'`);
  });

  test('CM2b applies each file once to each schema: a second run changes nothing, and two at a time wait for each other', async () => {
    assert.deepEqual(await Promise.all([migrate(owner), migrate(owner)]), [[], []]);
    const more = filesWith('002-more.sql', 'CREATE TABLE more (id int)');
    assert.deepEqual(await migrate(owner, more), ['tenant_acme: 002-more.sql', 'tenant_borealis: 002-more.sql']);
  });

  test('names the tenant and the file that failed, whose schema is as before', async () => {
    const faulty = filesWith('003-faulty.sql', 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await assert.rejects(
      migrate(owner, faulty),
      /^Error: tenant_acme: 003-faulty.sql failed and changed nothing: division/,
    );
    assert.deepEqual((await login().query("SELECT to_regclass('tenant_acme.half') AS half")).rows, [{ half: null }]);
  });

  test('CM8a makes schemas of the tenants of its own region alone, by the registry of another one', async () => {
    const elsewhere = {
      REGISTRY_DB_HOST: owner.DB_HOST,
      REGISTRY_DB_PORT: owner.DB_PORT,
      REGISTRY_DB_NAME: owner.DB_NAME,
    };
    const frankfurt = { ...owner, ...elsewhere, REGISTRY_DB_USER: 'registry', REGION: 'eu-central-1' };
    await login().query("INSERT INTO registry.regions VALUES ('eu-central-1', 'eu.platform.example')");
    const row = "('cedar', 'Cedar', 'eu-central-1', 'Entra')";
    await login().query(`INSERT INTO registry.tenants (tenant_id, name, region, identity_provider) VALUES ${row}`);
    assert.deepEqual(await migrate(owner), []);
    assert.deepEqual(await migrate(frankfurt), ['tenant_cedar: 001-projects.sql']);
  });
});

describe('CM2b the login of a tenant', () => {
  before(async () => {
    for (const tenant of ['acme', 'borealis']) {
      await as(tenant, 'INSERT INTO projects (name, created_by) VALUES ($1, $1)', [tenant]);
    }
  });

  test('has its own schema as search_path, and no right in any other', async () => {
    assert.deepEqual(await as('acme', 'SELECT name FROM projects'), [{ name: 'acme' }]);
    assert.deepEqual(await as('borealis', 'SELECT name FROM projects'), [{ name: 'borealis' }]);
    for (const text of [
      'SELECT name FROM tenant_borealis.projects',
      'INSERT INTO tenant_borealis.projects (name, created_by) VALUES (1, 1)',
      'SELECT * FROM registry.tenants',
      'SELECT * FROM migrations.applied',
      'SET ROLE tenant_borealis',
      'SET ROLE tracker',
      'SET ROLE audit',
      'CREATE TABLE mine (id int)',
      'CREATE TABLE public.mine (id int)',
      'CREATE TEMP TABLE mine (id int)',
      'DROP TABLE projects',
    ]) {
      await assert.rejects(as('acme', text), /permission denied|must be owner/, text);
    }
  });

  test('finds nothing of another tenant by another search_path', async () => {
    const rows = databases.as('acme', async (client) => {
      await client.query('SET LOCAL search_path = tenant_borealis');
      return (await client.query('SELECT name FROM projects')).rows;
    });
    await assert.rejects(rows, /does not exist/);
  });

  test('reads its audit log and changes nothing in it; `audit` adds events, and reads none', async () => {
    const event =
      "INSERT INTO tenant_acme.audit_events (event_id, at, actor, action) VALUES (gen_random_uuid(), now(), 'ann', 'x')";
    for (const text of [event, "UPDATE audit_events SET actor = 'bob'", 'DELETE FROM audit_events']) {
      await assert.rejects(as('acme', text), /permission denied/, text);
    }
    const audit = login('audit', 'of-audit');
    await audit.query(`${event} ON CONFLICT DO NOTHING`);
    for (const text of ['SELECT * FROM tenant_acme.audit_events', 'SELECT * FROM tenant_acme.projects']) {
      await assert.rejects(audit.query(text), /permission denied/, text);
    }
    assert.deepEqual(await as('acme', 'SELECT actor FROM audit_events'), [{ actor: 'ann' }]);
  });

  test('has a password of its own: that of another tenant and that of `app` are refused', async () => {
    const other = new TenantDatabases({ ...server.environment, DB_PASSWORD: 'another' });
    await assert.rejects(
      other.as('acme', async () => {}),
      /password authentication failed/,
    );
    await assert.rejects(
      login('app', 'of-app').query('SELECT 1'),
      /password authentication failed|not permitted to log in/,
    );
  });
});

describe('CM6 the audit worker', () => {
  const SDK = `export class SecretsManagerClient { send = async () => ({ SecretString: '{"user":"audit","password":"of-audit"}' }); }
    export class GetSecretValueCommand {}`;
  const LOADER = `export const resolve = (name, context, next) => name === '@aws-sdk/client-secrets-manager'
    ? { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(SDK)}`)}, shortCircuit: true } : next(name, context);`;
  const field = (name) => ({ [`DB_${name}_SECRET_ARN`]: 'arn', [`DB_${name}_SECRET_FIELD`]: name.toLowerCase() });
  let handler;
  before(async () => {
    register(`data:text/javascript,${encodeURIComponent(LOADER)}`);
    const { DB_HOST, DB_PORT, DB_NAME } = owner;
    Object.assign(process.env, { DB_HOST, DB_PORT, DB_NAME, ...field('USER'), ...field('PASSWORD') });
    ({ handler } = await import('../../../examples/construction-saas/app/audit/worker.mjs'));
  });
  const message = (id, tenant, more = {}) => {
    const event = { id: `00000000-0000-4000-8000-00000000000${id}`, at: new Date().toISOString(), tenant };
    return { messageId: `${id}`, body: JSON.stringify({ ...event, actor: 'eve', action: 'x', subject: 'y', ...more }) };
  };
  const failed = async (...Records) =>
    (await handler({ Records })).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  const events = async () =>
    (await login().query("SELECT count(*)::int AS events FROM tenant_borealis.audit_events WHERE actor = 'eve'")).rows;

  test('writes an event once, however often it comes, and fails each that no tenant has, alone', async () => {
    const odd = [
      { messageId: 'a', body: 'null' },
      { messageId: 'b', body: '{' },
    ];
    const forged = ['zebra', 'acme.audit_events"; DROP TABLE x; --', undefined, '../acme'];
    const messages = forged.map((tenant, index) => message(index + 2, tenant));
    assert.deepEqual(await failed(...odd, ...messages, message(1, 'borealis'), message(1, 'borealis')), [
      ...['a', 'b', '2', '3', '4', '5'],
    ]);
    assert.deepEqual(await failed(message(1, 'borealis', { actor: 'forged' })), []);
    assert.deepEqual(await events(), [{ events: 1 }]);
  });

  test('answers within its 20 seconds while the table of a tenant is locked, as by a migration, and writes those of others', async () => {
    const client = await login().connect();
    await client.query('BEGIN; LOCK TABLE tenant_acme.audit_events');
    const begun = Date.now();
    const locked = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => message(id, 'acme'));
    const answer = await failed(...locked, message(9, 'borealis'));
    await client.query('ROLLBACK');
    client.release();
    assert.deepEqual(answer, ['1', '2', '3', '4', '5', '6', '7', '8']);
    assert.deepEqual(await events(), [{ events: 2 }]);
    assert.ok(Date.now() - begun < 15_000, `${Date.now() - begun} ms`);
  });
});

test('CM8a the registry has names of hosts alone, and is read by its login, which changes nothing and reaches no tenant', async () => {
  const registry = login('registry', 'of-registry');
  const { rows } = await registry.query("SELECT region FROM registry.tenants WHERE tenant_id = 'acme'");
  assert.deepEqual(rows, [{ region: 'eu-west-2' }]);
  for (const id of ['login', 'xn--acm-epa', 'acme-', 'a', 'Acme', 'a'.repeat(32)]) {
    const row = `('${id}', 'Any', 'eu-west-2', 'Entra')`;
    const added = login().query(
      `INSERT INTO registry.tenants (tenant_id, name, region, identity_provider) VALUES ${row}`,
    );
    await assert.rejects(added, /violates check constraint/, id);
  }
  for (const text of ["UPDATE registry.tenants SET region = 'x'", 'SELECT * FROM tenant_acme.projects']) {
    await assert.rejects(registry.query(text), /permission denied/, text);
  }
});

test('CM7b `sync` reads what is published, and no audit log', async () => {
  const sync = login('sync', 'of-sync');
  assert.equal((await sync.query('SELECT name FROM tenant_acme.projects')).rows.length, 1);
  for (const text of ['SELECT * FROM tenant_acme.audit_events', 'DELETE FROM tenant_acme.projects']) {
    await assert.rejects(sync.query(text), /permission denied/, text);
  }
  const { rows } = await sync.query('SELECT schemaname FROM pg_publication_tables ORDER BY 1');
  assert.deepEqual(rows.map(({ schemaname }) => schemaname).slice(0, 2), ['tenant_acme', 'tenant_borealis']);
});
