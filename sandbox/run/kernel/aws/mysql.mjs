import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { places } from '../places.mjs';

/**
 * Runs statements of MySQL over one connection; the rows of the last one. It trusts the CA of the run, as an image trusts that of RDS.
 *
 * @param {import('./postgresql.mjs').Login} login
 * @param {string[]} statements
 */
export async function query(login, statements, { tls = true } = {}) {
  const ssl = tls ? { ca: readFileSync(join(places.servers, 'ca.pem'), 'utf8'), verifyIdentity: true } : undefined;
  const client = await mysql.createConnection({ ...login, ssl, connectTimeout: 10_000 });
  try {
    /** @type {any} */
    let rows = [];
    for (const statement of statements) [rows] = await client.query(statement);
    return rows;
  } finally {
    await client.end();
  }
}
