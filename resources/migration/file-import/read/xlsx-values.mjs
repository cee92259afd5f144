/** @typedef {{ isDate: boolean, digits: number }} Style `digits`: how many the format pads a whole number to, as in 00000. */

/** Formats that a file names by their number only: dates and times of ECMA-376, 18.8.30. */
const DATES = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
];
const DAY = 86_400_000;
const MOST_SERIAL = 2_958_465; // 9999-12-31
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DIGITS_KEPT = 15;

/**
 * @param {number} id
 * @param {string | undefined} code
 * @returns {Style}
 */
export function styleOf(id, code) {
  if (code === undefined) return { isDate: DATES.some(([from, to]) => id >= from && id <= to), digits: 0 };
  // without texts, escaped letters, and colours, conditions and durations such as [h]
  const letters = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0];
  return {
    isDate: /[dmyhs]/i.test(letters) && !/general/i.test(letters),
    digits: /^0{2,20}$/.test(letters) ? letters.length : 0,
  };
}

/**
 * A number as people write it, with the 15 digits that a spreadsheet shows: `1234.56` for 1234.5600000000001.
 *
 * @param {string} text
 */
export function numberText(text) {
  if (!NUMBER.test(text)) return text;
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const [, sign, first, rest, exponent] = /** @type {RegExpExecArray} */ (
    /^(-?)(\d)\.?(\d*)e([+-]\d+)$/.exec(value.toExponential(DIGITS_KEPT - 1))
  );
  const digits = (first + rest).replace(/0+$/, '');
  if (digits === '') return '0';
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * A date as `2026-01-31` or `2026-01-31T13:45:00`, or nothing if the calendar of spreadsheets ends before.
 *
 * @param {string} text
 * @param {boolean} is1904 whether days are counted from 1904, as Excel for Mac did
 */
export function dateText(text, is1904) {
  const serial = NUMBER.test(text) ? Number(text) : Number.NaN;
  const days = is1904 ? serial + 1462 : serial;
  if (!(serial >= 0 && days >= 1 && days < MOST_SERIAL + 1)) return undefined;
  // Spreadsheets have a 29 February 1900, which the calendar has not.
  if (Math.floor(days) === 60) return '1900-02-29';
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const time = new Date(epoch + Math.round(days * DAY)).toISOString().replace('.000Z', '').replace('Z', '');
  return time.endsWith('T00:00:00') ? time.slice(0, 10) : time;
}

/**
 * The text of a cell, in which `_x000D_` stands for a character that XML has not.
 *
 * @param {string} text
 */
export function unescaped(text) {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
