import { printable } from '../refused.mjs';
import { Rejection } from './rejection.mjs';
import { textConversion } from './text.mjs';

const conversions = { text: textConversion };
const EMPTY = /** @type {const} */ ({ text: '', kind: 'text' });

/**
 * `rule` is the reason without the value, for counting.
 *
 * @typedef {{ values: (string | null)[] } | { rejected: { column: string, reason: string, rule: string } }} Transformed
 */

/**
 * What rows become: the values of the definition's columns in their order, or the first reason against the row.
 *
 * @param {import('../definition.mjs').Definition} definition
 * @returns {(row: import('../read/rows.mjs').Row) => Transformed}
 */
export function transformer(definition) {
  const columns = definition.columns.map((column) => columnOf(column, definition));
  return ({ cells, fault }) => {
    if (fault) return { rejected: { column: '', reason: `${fault}.`, rule: fault } };
    const values = [];
    for (const { name, value } of columns) {
      const converted = value(cells);
      if (converted instanceof Rejection) return rejected(name, converted, cells.get(name)?.text ?? '');
      values.push(converted);
    }
    return { values };
  };
}

function rejected(column, { rule }, text) {
  const value = printable(text.trim());
  return { rejected: { column, reason: `${printable(column)}${value === '' ? '' : ` "${value}"`} ${rule}.`, rule } };
}

/**
 * @param {import('../definition.mjs').Column} column
 * @param {import('../definition.mjs').Definition} definition
 */
function columnOf(column, { keyColumns }) {
  const make = conversions[column.type];
  if (!make) throw new Error(`IMPORT_DEFINITION has a column of the type ${column.type}, which is unknown.`);
  const convert = make(column);
  const isRequired = column.required || keyColumns.includes(column.target);
  const name = column.source ?? column.target;
  const value = (cells) => {
    const cell = cells.get(name) ?? EMPTY;
    if (cell.kind === 'formula') return new Rejection('is a formula: paste its value');
    if (cell.kind === 'error') return new Rejection('is an error of the spreadsheet');
    const converted = convert(cell);
    return converted === null && isRequired ? new Rejection('is empty, and must have a value') : converted;
  };
  return { name, value };
}
