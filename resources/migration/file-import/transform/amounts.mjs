import { exactNumber, losesDigits, LOST_DIGITS, waysOf } from './numbers.mjs';
import { Rejection } from './rejection.mjs';

/** Digits of minor units by ISO 4217, where there are not two. `Intl` has what is common in shops: 0 for HUF and COP. */
const MINOR_DIGITS = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/**
 * Digits of the minor unit of a currency: 2 for cents.
 *
 * @param {string} currency
 */
export function minorDigitsOf(currency) {
  const found = Object.entries(MINOR_DIGITS).find(([, currencies]) => currencies.split(' ').includes(currency));
  return found ? Number(found[0]) : 2;
}

/**
 * Amounts of one currency: its code or symbol may stand before or after the number.
 *
 * @param {import('../definition.mjs').Column} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function amountConversion(column) {
  const { currency, minorUnits = false } = column;
  if (currency === undefined) throw new Error(`IMPORT_DEFINITION has no currency of ${column.target}.`);
  const digits = minorDigitsOf(currency);
  const signs = signsOf(currency);
  const read = exactNumber(column);
  const unlike = new Rejection(`is not an amount in ${currency} ${waysOf(column)}`);
  const tooFine = new Rejection(`has more than the ${digits} decimals of ${currency}`);
  return (cell) => {
    const text = cell.text.trim();
    if (text === '') return null;
    if (losesDigits(cell)) return new Rejection(LOST_DIGITS);
    const number = cell.kind === 'number' ? read(text, true) : read(withoutCurrency(text, signs));
    if (!number || number.whole.length > 30) return unlike;
    const { sign, whole, decimals } = number;
    if (decimals.length > digits) return tooFine;
    if (!minorUnits) return `${sign}${whole}${decimals === '' ? '' : `.${decimals}`}`;
    return sign + `${whole}${decimals.padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '');
  };
}

/** The code and the symbols of a currency, the longest first. */
function signsOf(currency) {
  const symbols = ['symbol', 'narrowSymbol'].flatMap((currencyDisplay) => {
    const options = /** @type {Intl.NumberFormatOptions} */ ({ style: 'currency', currency, currencyDisplay });
    return new Intl.NumberFormat('en', options).formatToParts(1).filter(({ type }) => type === 'currency');
  });
  const all = new Set([currency, ...symbols.map(({ value }) => value)]);
  return [...all].sort((a, b) => b.length - a.length);
}

/** `-5 €`, `€ -5` and `-€5` as `-5`. What is left of another currency is no number. */
function withoutCurrency(text, signs) {
  const minus = text.replace('\u2212', '-');
  for (const sign of signs) {
    if (minus.endsWith(sign)) return minus.slice(0, -sign.length).trimEnd();
    if (minus.startsWith(sign)) return minus.slice(sign.length).trimStart();
    if (/^[+-]/.test(minus) && minus.startsWith(sign, 1)) return minus[0] + minus.slice(1 + sign.length).trimStart();
  }
  return minus;
}
