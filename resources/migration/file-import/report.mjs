import { printable } from './refused.mjs';

const MOST_REASONS = 20;
const DISTINCT_REASONS = 1000;
const MOST_COLUMNS = 200; // a state of Step Functions, which reads the report, has 256 KiB at most

/** @type {import('./log.mjs').Counts} */
export const NO_ROWS = { read: 0, rejected: 0, inserted: 0, duplicates: 0, deleted: 0 };

/**
 * @typedef {object} Result
 * @property {'imported' | 'alreadyImported' | 'refused' | 'undone'} status
 * @property {string} [reason]
 * @property {string} [importId]
 * @property {{ bytes: number, sha256: string }} [file]
 * @property {string} [key] of a file that is not the one of this run
 * @property {string} [tenant]
 * @property {import('./log.mjs').Counts} [rows]
 * @property {{ reason: string, rows: number }[]} [rejectedBy]
 * @property {string[]} [ignoredColumns]
 * @property {number} [seconds]
 * @property {string} [rejectedRows] key of rejected.csv
 */

/**
 * Writes report.json, which the state machine sends on.
 *
 * @param {import('./objects.mjs').Objects} objects
 * @param {import('./settings.mjs').Settings} settings
 * @param {Result} result
 */
export async function writeReport(objects, { bucket, key: own, reports }, result) {
  const { status, reason = '', importId = '', key = own, tenant = '', rejectedRows = '' } = result;
  const { bytes = 0, sha256 = '' } = result.file ?? {};
  const { rows = NO_ROWS, rejectedBy = [], seconds = 0 } = result;
  const ignoredColumns = (result.ignoredColumns ?? []).slice(0, MOST_COLUMNS).map((name) => printable(name, 100));
  const file = { bucket, key, bytes, sha256 };
  const report = { status, reason, importId, file, tenant, rows, rejectedBy, ignoredColumns, seconds, rejectedRows };
  await objects.write(`${reports}report.json`, report);
}

/**
 * Writes validation.json, by which the state machine decides to load.
 *
 * @param {import('./objects.mjs').Objects} objects
 * @param {import('./settings.mjs').Settings} settings
 * @param {{ status: 'accepted' | 'refused' | 'alreadyImported', reason?: string, sha256?: string, read?: number, rejected?: number }} validation
 */
export async function writeValidation(objects, { reports }, validation) {
  const { status, reason = '', sha256 = '', read = 0, rejected = 0 } = validation;
  const rows = { read, rejected, accepted: read - rejected };
  await objects.write(`${reports}validation.json`, { status, reason, sha256, rows });
}

/** Counts rows by the reason they were rejected for; of very many reasons the first ones. */
export class Reasons {
  /** @type {Map<string, number>} */
  #rows = new Map();

  /** @param {{ column: string, rule: string }} rejected */
  add({ column, rule }) {
    const reason = `${column} ${rule}`.trim();
    const key = this.#rows.has(reason) || this.#rows.size < DISTINCT_REASONS ? reason : 'other reasons';
    this.#rows.set(key, (this.#rows.get(key) ?? 0) + 1);
  }

  /** The most frequent ones. */
  list() {
    const all = [...this.#rows].map(([reason, rows]) => ({ reason, rows }));
    return all.sort((one, other) => other.rows - one.rows).slice(0, MOST_REASONS);
  }
}
