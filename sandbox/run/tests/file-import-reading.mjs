// What the tests of the file import's reader share.
import { rowsOf } from '../../../resources/migration/file-import/read/rows.mjs';
import { Refused } from '../../../resources/migration/file-import/refused.mjs';

const CSV = /** @type {const} */ ({ type: 'csv' });

/**
 * @param {Partial<import('../../../resources/migration/file-import/definition.mjs').Definition> & { sources?: string[] }} given
 * @returns {import('../../../resources/migration/file-import/definition.mjs').Definition}
 */
export function definitionOf({ sources = [], ...given }) {
  return {
    name: 'acme-crm-prod-contacts',
    format: CSV,
    table: { schema: 'public', name: 'contacts' },
    columns: sources.map((source) => ({ type: 'text', source, target: source })),
    keyColumns: [],
    maxRejectedPercent: 5,
    maxFileBytes: 2 ** 30,
    ...given,
  };
}

/**
 * A file in memory, or one of which `part` makes the bytes of each request.
 *
 * @param {Uint8Array | string} content
 */
export function objectOf(content) {
  const bytes = Buffer.from(content);
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/** @param {number} size @param {(start: number, end: number) => Buffer} part */
export const objectOfParts = (size, part) => ({ size, read: async (start, end) => part(start, end) });

/**
 * The rows of a file as `[line, text of each cell]`, or the fault.
 *
 * @param {Uint8Array | string | { size: number, read: any }} content
 * @param {Parameters<typeof definitionOf>[0]} [given]
 */
export async function rowsIn(content, given = {}) {
  const found = [];
  const object = typeof content === 'object' && 'read' in content ? content : objectOf(content);
  for await (const { line, cells, fault } of rowsOf(object, definitionOf(given))) {
    found.push(fault === undefined ? [line, ...[...cells.values()].map(({ text }) => text)] : [line, { fault }]);
  }
  return found;
}

/** The sentence that a file ends in. */
export async function refusalOf(content, given = {}) {
  try {
    const rows = await rowsIn(content, given);
    return `${rows.length} rows`;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}
