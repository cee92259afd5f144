import { sourcesOf } from '../definition.mjs';
import { listed, printable, Refused } from '../refused.mjs';
import { limits } from './limits.mjs';

/**
 * The columns that a header names; `where` is its place in the file.
 *
 * @param {string[]} cells
 * @param {{ definition: import('../definition.mjs').Definition, where: string }} of
 */
export function headerOf(cells, { definition, where }) {
  if (cells.length > limits.rowCells) {
    throw new Refused(
      `${where} has more than ${limits.rowCells} columns: give the file the columns that are imported.`,
    );
  }
  const names = cells.map((cell) => cell.trim().normalize('NFC'));
  const garbled = names.find((name) => name.includes('\uFFFD'));
  if (garbled !== undefined) {
    throw new Refused(
      `${where} has "${printable(garbled)}", whose bytes are not of the encoding: save the file in the encoding of the import, or change it.`,
    );
  }
  const sources = sourcesOf(definition);
  const missing = [...sources].filter((source) => !names.includes(source));
  if (missing.length > 0) {
    const found = names.filter((name) => name !== '');
    throw new Refused(
      `${where} has no column ${listed(missing)}: it has ${found.length > 0 ? listed(found) : 'none'}. Rename them, or check delimiter and columns of the import.`,
    );
  }
  const twice = names.find((name, index) => sources.has(name) && names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Refused(`${where} has the column "${printable(twice)}" twice: rename or delete one of them.`);
  }
  return names;
}
