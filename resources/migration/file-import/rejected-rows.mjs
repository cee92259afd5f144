// rejected.csv: each row that was not imported, with its line, why, and its cells as they are in the file.
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { sourcesOf } from './definition.mjs';

const MARK = '\uFEFF'; // spreadsheets take the file for UTF-8 by it
const RUNS = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/; // OWASP: CSV injection; with full-width signs
const NUMBER = /^[+-]?\d[\d.,]*$/;
const RUNS_WITHIN = /([;,\t\r\n]\s*)([=+\-@])/g; // a spreadsheet may take another separator

export const REJECTED_FILE = 'rejected.csv';

/** @typedef {{ line: number | string, column: string, reason: string, cells: Record<string, string> }} Row */

/** The columns of the file, in its order, or those of the definition, as far as they are known. */
export function columnsOf(definition, found) {
  return [...new Set([...found, ...sourcesOf(definition)])].filter((name) => name !== '');
}

/** A cell that no spreadsheet runs. */
export function safe(text) {
  const within = text.replaceAll(RUNS_WITHIN, "$1'$2");
  return RUNS.test(text) && !NUMBER.test(text) ? `'${within}` : within;
}

function lineOf(cells, delimiter) {
  return `${cells.map((cell) => `"${safe(`${cell}`).replaceAll('"', '""')}"`).join(delimiter)}\r\n`;
}

/** Turns rejected rows into lines, the header first. */
function writerOf(definition, columns) {
  const { delimiter = ',' } = /** @type {import('./definition.mjs').CsvFormat} */ (definition.format);
  return {
    header: MARK + lineOf(['line', 'column', 'reason', ...columns], delimiter),
    /** @param {Row} row */
    line: ({ line, column, reason, cells }) =>
      lineOf(
        [line, column, reason, ...columns.map((name) => (Object.hasOwn(cells, name) ? cells[name] : ''))],
        delimiter,
      ),
  };
}

/** Uploads rows as they come, from the first one on: without one there is no file. */
export class RejectedRows {
  #objects;
  #key;
  /** @type {{ stream: PassThrough, uploaded: Promise<void>, line: (row: Row) => string } | undefined} */
  #open;

  /** @param {import('./objects.mjs').Objects} objects @param {string} reports */
  constructor(objects, reports) {
    this.#objects = objects;
    this.#key = reports + REJECTED_FILE;
  }

  /** @param {Row} row @param {() => { definition: import('./definition.mjs').Definition, columns: string[] }} file */
  async add(row, file) {
    const { stream, uploaded, line } = (this.#open ??= this.#begin(file()));
    if (!stream.write(line(row))) await Promise.race([once(stream, 'drain'), uploaded]);
  }

  /** Ends the file; its key, or nothing without rows. */
  async end() {
    if (!this.#open) return '';
    this.#open.stream.end();
    await this.#open.uploaded;
    return this.#key;
  }

  #begin({ definition, columns }) {
    const stream = new PassThrough({ highWaterMark: 256 * 1024 });
    const { header, line } = writerOf(definition, columns);
    stream.write(header);
    const uploaded = this.#objects.upload(this.#key, stream);
    uploaded.catch((error) => stream.destroy(error)); // thrown where it is awaited
    stream.on('error', () => {});
    return { stream, uploaded, line };
  }
}

/**
 * Uploads rows that the ledger keeps; the key of the file, or nothing without rows.
 *
 * @param {import('./objects.mjs').Objects} objects
 * @param {{ reports: string, definition: import('./definition.mjs').Definition, columns: string[], rows: AsyncIterable<Row> }} of
 */
export async function uploadRows(objects, { reports, definition, columns, rows }) {
  const file = new RejectedRows(objects, reports);
  for await (const row of rows) await file.add(row, () => ({ definition, columns }));
  return await file.end();
}
