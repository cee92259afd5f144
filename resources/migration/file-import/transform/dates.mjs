import { isDay, localTimes } from './date-formats.mjs';
import { Rejection } from './rejection.mjs';
import { instants } from './time-zone.mjs';

const OF_POSTGRES = /^(?!0000)\d{4}-/;
/** How the reader of XLSX writes a date of a cell. */
const OF_CELL = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d{3})?)?$/;

/**
 * @param {import('../definition.mjs').Column} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function dateConversion(column) {
  const read = localReader(column, 'date');
  return (cell) => {
    const local = read(cell);
    if (typeof local !== 'string') return local;
    return local.endsWith('T00:00:00') ? local.slice(0, 10) : new Rejection('is a date with a time of day');
  };
}

/**
 * Moments in UTC. A local time that clocks skip or show twice is not guessed.
 *
 * @param {import('../definition.mjs').Column} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function timestampConversion(column) {
  const { timeZone = 'UTC' } = column;
  const read = localReader(column, 'time');
  const instantsOf = instants(timeZone);
  return (cell) => {
    const local = read(cell);
    if (typeof local !== 'string') return local;
    const found = instantsOf(local);
    if (found.length === 0) return new Rejection(`is a time that clocks of ${timeZone} skip`);
    if (found.length > 1) return new Rejection(`is a time that clocks of ${timeZone} show twice`);
    const moment = new Date(found[0]).toISOString();
    return OF_POSTGRES.test(moment) ? moment : new Rejection('is not between the years 1 and 9999 in UTC');
  };
}

/**
 * The local time of a cell, as `2026-01-31T13:45:00`.
 *
 * @param {import('../definition.mjs').Column} column
 * @param {'date' | 'time'} what
 */
function localReader({ formats = [] }, what) {
  const times = localTimes(formats);
  const ambiguous = new Rejection(`is another ${what} in each of two formats: leave one of ${formats.join(', ')}`);
  const unlike = new Rejection(`is not a ${what} like ${formats.join(' or ')}`);
  return (cell) => {
    const text = cell.text.trim();
    if (text === '') return null;
    if (cell.kind === 'date') return ofCell(text) ?? new Rejection(`is not a ${what} of the calendar`);
    const [first, second] = times(text);
    return second === undefined ? (first ?? unlike) : ambiguous;
  };
}

function ofCell(text) {
  const match = OF_CELL.exec(text);
  if (!match || !isDay(Number(match[1]), Number(match[2]), Number(match[3]))) return undefined;
  return match[4] === undefined ? `${text}T00:00:00` : text;
}
