import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { printable, Refused } from './refused.mjs';

const MINUTE = 60_000;
const ATTEMPTS = 6;
const AGAIN = ['40001', '40P01']; // serialization failure, deadlock
const ROW_FAULTS = ['21', '22', '23', '27', '44', '54', 'P0']; // classes: data, constraints, limits, triggers
const SCHEMA_FAULTS = ['0A', '3F', '42', '55']; // classes: what the owner of the database mends
const UNLIKE_THEIR_CLASS = ['55P03']; // a lock was waited for too long: another attempt may have it
const LONGEST = 300;

// Dates and times mean the same on each server, and a session of a task that is gone ends with its locks within two minutes.
const SESSION = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET client_min_messages = 'warning';
  SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4`;

/**
 * Runs work on a connection with TLS, which ends with it.
 *
 * @template T
 * @param {Record<string, string | undefined>} environment
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function connected(environment, work) {
  const { DB_HOST: host, DB_PORT: port, DB_NAME: database, DB_USER: user, DB_PASSWORD: password } = environment;
  const client = new pg.Client({
    ...{ host, port: Number(port), database, user, password, ssl: { host } },
    ...{ application_name: 'file-import', keepAlive: true, connectionTimeoutMillis: MINUTE / 2 },
    ...{ statement_timeout: 5 * MINUTE, lock_timeout: MINUTE, idle_in_transaction_session_timeout: 2 * MINUTE },
  });
  client.on('error', () => {}); // the query that runs, or the next one, fails with it
  await client.connect();
  try {
    const { rows } = await client.query("SELECT current_setting('server_encoding') AS encoding");
    if (rows[0].encoding !== 'UTF8') {
      throw new Refused(`The database has the encoding ${rows[0].encoding}: an import needs one in UTF8.`);
    }
    await client.query(SESSION);
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A transaction, once more after a deadlock: what `work` returns.
 *
 * @template T
 * @param {pg.Client} client
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function transaction(client, work) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('BEGIN');
      const result = await work();
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {}); // the connection may be what failed
      if (!AGAIN.includes(error.code) || attempt === ATTEMPTS) throw error;
      await sleep(50 * 2 ** attempt * Math.random());
    }
  }
}

/** Sets the tenant of row-level security until the end of the transaction. */
export async function setTenant(client, definition, tenant) {
  if (!definition.tenant) return;
  await client.query('SELECT set_config($1, $2, true)', [definition.tenant.setting, tenant]);
}

/** Whether a row is what failed, and not the database. */
export function isRowFault({ code, message }) {
  if (typeof code !== 'string' || code.length !== 5) return false;
  return ROW_FAULTS.includes(code.slice(0, 2)) || (code === '42501' && /row-level security/.test(message));
}

/** What its owner has to mend in the database, as a refusal; another error as it is. */
export function refusalOf(error, done) {
  const { code } = error;
  const isFault = typeof code === 'string' && code.length === 5 && SCHEMA_FAULTS.includes(code.slice(0, 2));
  if (!isFault || UNLIKE_THEIR_CLASS.includes(code)) return error;
  return new Refused(`PostgreSQL refuses the import: ${printable(error.message, LONGEST)}. ${done}`);
}

/**
 * PostgreSQL's words for a row: `rule` has no value of it, for counting. Its `detail`, which has the whole row, is in neither.
 *
 * @param {{ code: string, message: string }} error
 */
export function rejectionOf({ code, message }) {
  const column = ''; // the message names it, as the database does
  const reason = `PostgreSQL: ${printable(message, LONGEST)}.`;
  if (code.startsWith('P0')) return { column, reason, rule: 'a trigger refuses the row' };
  const general = code.startsWith('22') ? message.replace(/: ".*"$/s, '').replace(/".*"/s, '"…"') : message;
  return { column, reason, rule: `PostgreSQL: ${printable(general, LONGEST)}` };
}

/** A text as PostgreSQL can hold it: neither NUL nor half a character. */
export function storable(text) {
  const whole = /** @type {any} */ (`${text}`).toWellFormed(); // newer than the types
  return whole.replaceAll('\0', '\uFFFD');
}

export const quoted = pg.escapeIdentifier;
