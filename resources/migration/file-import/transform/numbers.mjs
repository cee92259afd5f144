import { Rejection } from './rejection.mjs';

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;
const MOST_DIGITS = 100;
/** Digits that a spreadsheet keeps of a number. */
const CELL_DIGITS = 15;
/** What else is written between groups. */
const ALIKE = { ' ': /[\u00A0\u2009\u202F]/g, "'": /\u2019/g };

/**
 * A number as its parts, exactly: no digit is lost on the way.
 *
 * @typedef {{ sign: '' | '-', whole: string, decimals: string }} Exact
 */

/**
 * The reader of numbers in the column's way of writing them. A number of a spreadsheet has no way of writing.
 *
 * @param {{ decimalSeparator?: string, thousandsSeparator?: string }} column
 * @returns {(text: string, isCell?: boolean) => Exact | undefined}
 */
export function exactNumber({ decimalSeparator = '.', thousandsSeparator }) {
  const written = pattern(decimalSeparator, thousandsSeparator);
  const inCell = pattern('.');
  const alike = ALIKE[thousandsSeparator ?? ''];
  const asWritten = (text) => (alike ? text.replace(alike, thousandsSeparator ?? '') : text);
  return (text, isCell = false) => {
    const match = isCell ? inCell.exec(text) : written.exec(asWritten(text));
    if (!match) return undefined;
    const [, sign, whole, decimals = ''] = match;
    const digits = thousandsSeparator ? whole.replaceAll(thousandsSeparator, '') : whole;
    const isNegative = sign === '-' && /[1-9]/.test(digits + decimals);
    return { sign: isNegative ? '-' : '', whole: digits.replace(/^0+(?=\d)/, ''), decimals };
  };
}

/**
 * @param {string} decimalSeparator
 * @param {string} [thousandsSeparator]
 */
function pattern(decimalSeparator, thousandsSeparator) {
  const group = thousandsSeparator === undefined ? '' : `\\d{1,3}(?:${escaped(thousandsSeparator)}\\d{3})+|`;
  return new RegExp(`^([+-]?)(${group}\\d+)(?:${escaped(decimalSeparator)}(\\d+))?$`);
}

const escaped = (text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/**
 * Whether a number of a spreadsheet has digits that it does not keep, such as those of a long account number.
 *
 * @param {import('../read/rows.mjs').Cell} cell
 */
export function losesDigits({ text, kind }) {
  return kind === 'number' && text.replace(/^-?0*\.?0*/, '').replace('.', '').length > CELL_DIGITS;
}

export const LOST_DIGITS = `has more than the ${CELL_DIGITS} digits that a spreadsheet keeps of a number: format the column as text`;

/**
 * @param {import('../definition.mjs').Column} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function integerConversion(column) {
  const read = exactNumber({ ...column, decimalSeparator: '.' });
  return (cell) => {
    const text = cell.text.trim();
    if (text === '') return null;
    if (losesDigits(cell)) return new Rejection(LOST_DIGITS);
    const number = read(text, cell.kind === 'number');
    if (!number || number.decimals !== '') return new Rejection('is not a whole number');
    const value = `${number.sign}${number.whole}`;
    return isBigint(value) ? value : new Rejection('is larger than PostgreSQL has whole numbers');
  };
}

const isBigint = (digits) => digits.length < 19 || (digits.length < 21 && isWithin(BigInt(digits)));
const isWithin = (value) => value >= SMALLEST && value <= LARGEST;

/**
 * @param {import('../definition.mjs').Column} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function decimalConversion(column) {
  const read = exactNumber(column);
  return (cell) => {
    const text = cell.text.trim();
    if (text === '') return null;
    if (losesDigits(cell)) return new Rejection(LOST_DIGITS);
    const number = read(text, cell.kind === 'number');
    if (!number) return new Rejection(`is not a number ${waysOf(column)}`);
    if (number.whole.length + number.decimals.length > MOST_DIGITS) {
      return new Rejection(`has more than ${MOST_DIGITS} digits`);
    }
    return `${number.sign}${number.whole}${number.decimals === '' ? '' : `.${number.decimals}`}`;
  };
}

/**
 * How the column's numbers are written, for a reason.
 *
 * @param {import('../definition.mjs').Column} column
 */
export function waysOf({ decimalSeparator = '.', thousandsSeparator }) {
  const groups =
    thousandsSeparator === undefined ? 'no separator of thousands' : `"${thousandsSeparator}" between thousands`;
  return `with "${decimalSeparator}" before decimals and ${groups}`;
}
