// Applies the SQL files of a folder that are new to a schema, in the order of their names, each in a transaction.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { poolOf, transaction } from '../shared/database.mjs';

const LOCK = 7_216_402; // any number that nothing else locks
const APPLIED = `CREATE SCHEMA IF NOT EXISTS migrations;
  CREATE TABLE IF NOT EXISTS migrations.applied (
    target text, name text, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (target, name))`;

/**
 * The database as its owner. Migrations at a time wait for each other.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {(pool: pg.Pool) => Promise<any>} work
 */
export async function asOwner(environment, work) {
  const pool = poolOf(environment);
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(APPLIED);
    return await work(pool);
  } finally {
    client.release(true); // and with it the lock
    await pool.end();
  }
}

/**
 * The names of the files that were new.
 *
 * @param {pg.Pool} pool
 * @param {URL} folder
 * @param {{ target: string, schema?: string }} to `schema` is the `search_path` of the files
 */
export async function apply(pool, folder, { target, schema }) {
  const { rows } = await pool.query('SELECT name, sha256 FROM migrations.applied WHERE target = $1', [target]);
  const known = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const applied = [];
  for (const name of names.sort()) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    if (known.get(name) === sha256) continue;
    if (known.has(name)) throw new Error(`${name} was applied with other content: add a new file instead.`);
    await inTransaction(pool, `${target}: ${name}`, async (client) => {
      if (schema) await client.query(`SET LOCAL search_path = ${pg.escapeIdentifier(schema)}`);
      await client.query(text);
      const row = 'INSERT INTO migrations.applied (target, name, sha256) VALUES ($1, $2, $3)';
      await client.query(row, [target, name, sha256]);
    });
    applied.push(`${target}: ${name}`);
  }
  return applied;
}

/** A transaction whose failure says what it was. */
export function inTransaction(pool, what, work) {
  return transaction(pool, work).catch((error) => {
    throw new Error(`${what} failed and changed nothing: ${error.message}`, { cause: error });
  });
}
