import { setTimeout as sleep } from 'node:timers/promises';
import { storable, transaction } from './database.mjs';
import { Refused } from './refused.mjs';

const RIGHTS = `SELECT to_regclass('file_imports') IS NOT NULL AND to_regclass('file_import_rejections') IS NOT NULL AS exist,
  CASE WHEN to_regclass('file_imports') IS NOT NULL THEN
    has_table_privilege('file_imports', 'SELECT') AND has_table_privilege('file_imports', 'INSERT')
    AND has_table_privilege('file_imports', 'UPDATE') END AS imports,
  CASE WHEN to_regclass('file_import_rejections') IS NOT NULL THEN
    has_table_privilege('file_import_rejections', 'SELECT') AND has_table_privilege('file_import_rejections', 'INSERT')
    AND has_table_privilege('file_import_rejections', 'DELETE') END AS rejections`;

const COLUMNS = `import_id, import_name, tenant, file_sha256, definition_sha256, object_key, file_bytes, run, reports, state, rows_read, rows_rejected,
  rows_inserted, rows_duplicate, rows_deleted, rejected_by, ignored_columns, finished_at,
  round(extract(epoch FROM coalesce(finished_at, now()) - started_at)) AS seconds`;

const SAME = 'import_name = $1 AND tenant = $2 AND file_sha256 = $3 AND definition_sha256 = $4';
const MOST_REASONS = 20;

/**
 * @typedef {{ name: string, tenant: string, sha256: string, definitionSha256: string }} Identity of a file's import
 * @typedef {{ number: number, line: number, column: string, reason: string, rule: string, cells: Record<string, string> }} RejectedRow
 * @typedef {object} Import
 * @property {string} importId
 * @property {string} name
 * @property {string} tenant
 * @property {string} sha256
 * @property {string} definitionSha256
 * @property {string} key
 * @property {number} bytes
 * @property {string} run
 * @property {string} reports
 * @property {'validated' | 'loading' | 'done' | 'undoing' | 'undone'} state
 * @property {import('./log.mjs').Counts} rows
 * @property {{ reason: string, rows: number }[]} rejectedBy
 * @property {string[]} ignoredColumns
 * @property {Date | undefined} finishedAt
 * @property {number} seconds
 */

/** What was imported, and how far: tables of the same database, so that a transaction has rows and counts. */
export class Ledger {
  #client;

  /** @param {import('pg').Client} client */
  constructor(client) {
    this.#client = client;
  }

  async check() {
    const { rows } = await this.#client.query(RIGHTS);
    if (!rows[0].exist) {
      throw new Refused(
        'The database has no tables file_imports and file_import_rejections: apply ledger.sql of the file import as its owner.',
      );
    }
    if (rows[0].imports && rows[0].rejections) return;
    throw new Refused(
      `The login ${this.#client.user} lacks rights on file_imports or file_import_rejections: grant those that ledger.sql names.`,
    );
  }

  /**
   * Waits until no other run has this import; the lock ends with the connection.
   *
   * @param {Identity} identity
   * @param {{ seconds?: number, waiting?: () => void }} options it gives up after so many seconds
   */
  async lock(identity, { seconds = Infinity, waiting = () => {} } = {}) {
    for (let waited = 0; ; waited += 1) {
      const { rows } = await this.#client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked', [
        JSON.stringify(keyOf(identity)),
      ]);
      if (rows[0].locked) return true;
      if (waited >= seconds) return false;
      if (waited === 0) waiting();
      await sleep(1000);
    }
  }

  /** @param {Identity} identity @returns {Promise<Import | undefined>} the import of a file, unless it was undone */
  async find(identity) {
    const { rows } = await this.#client.query(
      `SELECT ${COLUMNS} FROM file_imports WHERE ${SAME} AND state <> 'undone'`,
      keyOf(identity),
    );
    return rows.map(importOf)[0];
  }

  /** @param {string} name @param {string} importId @returns {Promise<Import | undefined>} */
  async byId(name, importId) {
    const { rows } = await this.#client.query(
      `SELECT ${COLUMNS} FROM file_imports WHERE import_name = $1 AND import_id = $2`,
      [name, importId],
    );
    return rows.map(importOf)[0];
  }

  /** @param {string} name @param {string} run @returns {Promise<Import | undefined>} the import that a run began and did not end */
  async unfinishedOf(name, run) {
    const { rows } = await this.#client.query(
      `SELECT ${COLUMNS} FROM file_imports WHERE import_name = $1 AND run = $2 AND state = 'loading'`,
      [name, run],
    );
    return rows.map(importOf)[0];
  }

  /**
   * Records that a file may be loaded, which nothing else allows. An import that was begun goes on.
   *
   * @param {Identity} identity @param {{ key: string, bytes: number, run: string, reports: string }} of
   */
  async allow(identity, { key, bytes, run, reports }) {
    await this.#client.query(
      `INSERT INTO file_imports (import_name, tenant, file_sha256, definition_sha256, object_key, file_bytes, run, reports, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'validated')
        ON CONFLICT (import_name, tenant, file_sha256, definition_sha256) WHERE state <> 'undone' DO NOTHING`,
      [...keyOf(identity), storable(key), bytes, run, reports],
    );
  }

  /** @param {string} importId @param {{ key: string, run: string, reports: string }} of */
  async begin(importId, { key, run, reports }) {
    await this.#client.query(
      `UPDATE file_imports SET state = 'loading', object_key = $2, run = $3, reports = $4, started_at = coalesce(started_at, now())
        WHERE import_id = $1 AND state IN ('validated', 'loading')`,
      [importId, storable(key), run, reports],
    );
  }

  /**
   * Adds a batch to the counts, in the transaction of its rows.
   *
   * @param {Import} of @param {{ inserted: number, duplicates: number, rejected: RejectedRow[], line: number }} batch
   */
  async add({ importId, rows }, { inserted, duplicates, rejected, line }) {
    const { rowCount } = await this.#client.query(
      `UPDATE file_imports SET lines_done = $3, rows_read = rows_read + $4, rows_inserted = rows_inserted + $5,
          rows_duplicate = rows_duplicate + $6, rows_rejected = rows_rejected + $7
        WHERE import_id = $1 AND rows_read = $2 AND state = 'loading'`,
      [importId, rows.read, line, inserted + duplicates + rejected.length, inserted, duplicates, rejected.length],
    );
    if (rowCount !== 1) throw new Error(`Another run goes on with import ${importId}.`);
    if (rejected.length === 0) return;
    const text = (read) => rejected.map((row) => storable(read(row)));
    await this.#client.query(
      `INSERT INTO file_import_rejections (import_id, row_number, line, column_name, reason, rule, cells)
        SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::jsonb[])`,
      [
        importId,
        rejected.map(({ number }) => number),
        rejected.map((row) => row.line),
        ...[text(({ column }) => column), text(({ reason }) => reason), text(({ rule }) => rule)],
        rejected.map(({ cells }) => jsonOf(cells)),
      ],
    );
  }

  /** @param {string} importId @returns {AsyncGenerator<Omit<RejectedRow, 'rule'>, void, void>} */
  async *rejections(importId) {
    for (let after = 0; ;) {
      const { rows } = await this.#client.query(
        `SELECT row_number AS number, line, column_name AS column, reason, cells FROM file_import_rejections
          WHERE import_id = $1 AND row_number > $2 ORDER BY row_number LIMIT 200`,
        [importId, after],
      );
      if (rows.length === 0) return;
      yield* rows;
      after = rows.at(-1).number;
    }
  }

  /** Ends an import whose rejected rows are in the bucket. */
  async finish(importId, ignoredColumns) {
    await transaction(this.#client, async () => {
      await this.#client.query(
        `UPDATE file_imports SET state = 'done', finished_at = now(), ignored_columns = $2, rejected_by = (
            SELECT coalesce(jsonb_agg(reasons), '[]') FROM (
              SELECT btrim(column_name || ' ' || rule) AS reason, count(*) AS rows FROM file_import_rejections WHERE import_id = $1
              GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_REASONS}) AS reasons)
          WHERE import_id = $1 AND state = 'loading'`,
        [importId, jsonOf(ignoredColumns)],
      );
      await this.#client.query('DELETE FROM file_import_rejections WHERE import_id = $1', [importId]);
    });
  }

  /** Says that rows of an import are deleted, or were. */
  async undo(importId, { deleted, state }) {
    await this.#client.query(
      `UPDATE file_imports SET rows_deleted = rows_deleted + $2, state = $3, undone_at = now() WHERE import_id = $1`,
      [importId, deleted, state],
    );
    if (state !== 'undone') return;
    await this.#client.query('DELETE FROM file_import_rejections WHERE import_id = $1', [importId]);
  }
}

const keyOf = ({ name, tenant, sha256, definitionSha256 }) => [name, tenant, sha256, definitionSha256];

const jsonOf = (value) => JSON.stringify(value, (_, it) => (typeof it === 'string' ? storable(it) : it));

/** @returns {Import} */
function importOf(row) {
  const count = (name) => Number(row[`rows_${name}`]);
  return {
    importId: row.import_id,
    name: row.import_name,
    tenant: row.tenant,
    sha256: row.file_sha256,
    definitionSha256: row.definition_sha256,
    key: row.object_key,
    bytes: Number(row.file_bytes),
    run: row.run,
    reports: row.reports,
    state: row.state,
    rows: {
      read: count('read'),
      rejected: count('rejected'),
      inserted: count('inserted'),
      duplicates: count('duplicate'),
      deleted: count('deleted'),
    },
    rejectedBy: row.rejected_by,
    ignoredColumns: row.ignored_columns,
    finishedAt: row.finished_at ?? undefined,
    seconds: Number(row.seconds ?? 0),
  };
}
