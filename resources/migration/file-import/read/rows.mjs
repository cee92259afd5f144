import { csvRows } from './csv.mjs';
import { xlsxRows } from './xlsx.mjs';
import { xmlRows } from './xml.mjs';

/**
 * A file in the bucket: `read` answers the bytes from `start` to before `end`.
 *
 * @typedef {{ size: number, read: (start: number, end: number) => Promise<Buffer> }} FileObject
 * @typedef {{ text: string, kind: 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' }} Cell
 * @typedef {{ line: number, cells: Map<string, Cell>, fault?: string }} Row `fault` rejects the row, whatever its cells are.
 * @typedef {{ object: FileObject, definition: import('../definition.mjs').Definition, columns: (names: Iterable<string>) => void }} Reading
 */

const readers = { csv: csvRows, xlsx: xlsxRows, xml: xmlRows };

/**
 * The rows of a file, one at a time. Its `columns` are the names found: known at the first row, and of XML at the end.
 *
 * @param {FileObject} object
 * @param {import('../definition.mjs').Definition} definition
 * @returns {AsyncGenerator<Row, void, void> & { columns: string[] }}
 */
export function rowsOf(object, definition) {
  /** @type {Set<string>} */
  const names = new Set();
  const columns = (found) => {
    for (const name of found) names.add(name);
  };
  const reader = readers[definition.format.type];
  if (!reader) throw new Error(`IMPORT_DEFINITION has the format ${definition.format.type}, which is unknown.`);
  const rows = reader({ object, definition, columns });
  Object.defineProperty(rows, 'columns', { get: () => [...names] });
  return /** @type {AsyncGenerator<Row, void, void> & { columns: string[] }} */ (rows);
}
