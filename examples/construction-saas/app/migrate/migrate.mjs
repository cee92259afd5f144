// What the migration task runs before the tasks of the API: the database, the registry where it lies, and the schema of each tenant of
// this region. A second run changes nothing but passwords, which it sets anew. It connects as the owner.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { apply, asOwner, inTransaction } from './schema.mjs';
import { poolOf } from '../shared/database.mjs';
import { passwordOf, schemaOf } from '../shared/tenant.mjs';

const HERE = new URL('./', import.meta.url);
const TENANTS = 'SELECT tenant_id FROM registry.tenants WHERE region = $1 ORDER BY tenant_id';
const REGION = `INSERT INTO registry.regions (region, domain) VALUES ($1, $2)
  ON CONFLICT (region) DO UPDATE SET domain = excluded.domain`;

/**
 * Migrates the database of an environment; the files that were new.
 *
 * @param {Record<string, string | undefined>} environment `REGISTRY_DB_HOST` is there where the registry is a database of another region
 * @param {URL} folder with the folders of the files
 */
export function migrate(environment, folder = HERE) {
  const isElsewhere = environment.REGISTRY_DB_HOST !== undefined;
  return asOwner(environment, async (pool) => {
    const applied = await apply(pool, new URL('database/', folder), { target: 'database' });
    if (!isElsewhere) {
      applied.push(...(await apply(pool, new URL('registry/', folder), { target: 'registry' })));
      await pool.query(REGION, [environment.REGION, environment.TENANT_DOMAIN]);
    }
    await setLogins(pool, environment, isElsewhere ? ['audit', 'sync'] : ['audit', 'sync', 'registry']);
    for (const tenant of isElsewhere ? await tenantsElsewhere(environment) : await tenantsIn(pool, environment)) {
      applied.push(...(await migrateTenant(pool, environment, tenant, folder)));
    }
    return applied;
  });
}

async function tenantsIn(pool, environment) {
  const { rows } = await pool.query(TENANTS, [environment.REGION]);
  return rows.map(({ tenant_id: tenant }) => tenant);
}

async function tenantsElsewhere(environment) {
  const registry = poolOf(environment, { prefix: 'REGISTRY_' });
  try {
    return await tenantsIn(registry, environment);
  } finally {
    await registry.end();
  }
}

/** Schema and login of a tenant: the login reaches this schema alone, and takes a part of the connections at most. */
async function migrateTenant(pool, environment, tenant, folder) {
  const schema = schemaOf(tenant);
  const name = pg.escapeIdentifier(schema);
  await inTransaction(pool, schema, async (client) => {
    const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [schema]);
    if (rows.length === 0) await client.query(`CREATE ROLE ${name} LOGIN CONNECTION LIMIT 40 IN ROLE app`);
    const password = pg.escapeLiteral(passwordOf(tenant, environment.APP_DB_PASSWORD));
    await client.query(`ALTER ROLE ${name} PASSWORD ${password}`);
    await client.query(`ALTER ROLE ${name} SET search_path = ${name}`);
    await client.query(`ALTER ROLE ${name} SET statement_timeout = '10s'`);
    await client.query(`ALTER ROLE ${name} SET idle_in_transaction_session_timeout = '30s'`);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${name}`);
  });
  return apply(pool, new URL('tenant/', folder), { target: schema, schema });
}

/** Passwords of the users that are no tenants, as their secrets have them. */
async function setLogins(pool, environment, roles) {
  await inTransaction(pool, 'The logins', async (client) => {
    for (const role of roles) {
      const password = environment[`${role.toUpperCase()}_DB_PASSWORD`];
      if (!password) throw new Error(`${role.toUpperCase()}_DB_PASSWORD is missing: the owner's binding has it.`);
      await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { SCHEMA } = process.env; // another folder, below this one
    const applied = await migrate(process.env, SCHEMA ? new URL(`${SCHEMA}/`, HERE) : HERE);
    console.log(applied.length === 0 ? 'All schemas are up to date.' : `Applied: ${applied.join(', ')}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
