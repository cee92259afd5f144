import { losesDigits, LOST_DIGITS } from './numbers.mjs';
import { Rejection } from './rejection.mjs';

const CONTROL = /[^\P{Cc}\t\n\r]/u;
const LONE_SURROGATE = /\p{Cs}/u;

/** A number as of a phone: `+49 (0)30 12 34`. */
const DIGITS_ONLY = /^[+-][\d\s()/.-]*$/;

/** A spreadsheet that opens an export would run it. */
function isFormula(text) {
  return text.startsWith('=') || (/^[+\-@]/.test(text) && /[(|!]/.test(text) && !DIGITS_ONLY.test(text));
}

/** Most texts: what is of no other characters is composed, and has none of control. */
const PLAIN = /^[\x20-\x7E]*$/;

/**
 * Text, trimmed and in the composed form of Unicode.
 *
 * @param {{ maxLength?: number }} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function textConversion({ maxLength }) {
  return (cell) => {
    const trimmed = cell.text.trim();
    if (trimmed === '') return null;
    const isPlain = PLAIN.test(trimmed);
    const value = isPlain ? trimmed : trimmed.normalize('NFC');
    if (!isPlain && (CONTROL.test(value) || LONE_SURROGATE.test(value))) return new Rejection('has control characters');
    if (losesDigits(cell)) return new Rejection(LOST_DIGITS);
    if (cell.kind === 'text' && isFormula(value)) return new Rejection('is a formula that a spreadsheet would run');
    if (maxLength !== undefined && value.length > maxLength && [...value].length > maxLength) {
      return new Rejection(`is longer than ${maxLength} characters`);
    }
    return value;
  };
}
