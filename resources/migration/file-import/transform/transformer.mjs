import { printable } from '../refused.mjs';
import { amountConversion } from './amounts.mjs';
import { dateConversion, timestampConversion } from './dates.mjs';
import { decimalConversion, integerConversion } from './numbers.mjs';
import { Rejection } from './rejection.mjs';
import { textConversion } from './text.mjs';
import { booleanConversion, codeConversion, nameBasedUuid, uuidConversion } from './values.mjs';

const conversions = {
  text: textConversion,
  integer: integerConversion,
  decimal: decimalConversion,
  amount: amountConversion,
  date: dateConversion,
  timestamp: timestampConversion,
  boolean: booleanConversion,
  uuid: uuidConversion,
  code: codeConversion,
};
/** @type {import('../read/rows.mjs').Cell} */
const EMPTY = { text: '', kind: 'text' };

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
    if (fault) return { rejected: { column: '', reason: `${fault[0].toUpperCase()}${fault.slice(1)}.`, rule: fault } };
    const values = [];
    for (const { name, value } of columns) {
      const converted = value(cells);
      if (converted instanceof Rejection) return rejected(converted.column ?? name, converted, cells);
      values.push(converted);
    }
    return { values };
  };
}

function rejected(column, { rule }, cells) {
  const value = printable((cells.get(column)?.text ?? '').trim());
  return { rejected: { column, reason: `${printable(column)}${value === '' ? '' : ` "${value}"`} ${rule}.`, rule } };
}

/**
 * @param {import('../definition.mjs').Column} column
 * @param {import('../definition.mjs').Definition} definition
 * @returns {{ name: string, value: (cells: import('../read/rows.mjs').Row['cells']) => string | null | Rejection }}
 */
function columnOf(column, { keyColumns }) {
  const { type, target, source = target, value = '' } = column;
  if (type === 'constant') return { name: target, value: () => value };
  if (type === 'nameBasedUuid') return uuidOfNames(column);
  const make = conversions[type];
  if (!make) throw new Error(`IMPORT_DEFINITION has a column of the type ${type}, which is unknown.`);
  const convert = make(column);
  const isRequired = column.required || keyColumns.includes(target);
  return {
    name: source,
    value: (cells) => {
      const converted = converting(convert, cells.get(source));
      return converted === null && isRequired ? MISSING : converted;
    },
  };
}

const MISSING = new Rejection('is empty, and must have a value');
const FORMULA = new Rejection('is a formula: paste its value in its place');
const ERROR = new Rejection('is an error of the spreadsheet: correct its formula');

function converting(convert, cell = EMPTY) {
  if (cell.kind === 'formula') return FORMULA;
  return cell.kind === 'error' ? ERROR : convert(cell);
}

/**
 * The id that follows from the texts of columns. A row without any of them has none.
 *
 * @param {import('../definition.mjs').Column} column
 */
function uuidOfNames({ target, sources = [] }) {
  const convert = textConversion({});
  const value = (cells) => {
    const texts = [];
    for (const source of sources) {
      const text = converting(convert, cells.get(source));
      if (text instanceof Rejection) return new Rejection(text.rule, source);
      texts.push(text ?? '');
    }
    return texts.every((text) => text === '') ? new Rejection(MISSING.rule, sources[0]) : nameBasedUuid(texts);
  };
  return { name: target, value };
}
