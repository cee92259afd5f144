// Rows of by-hand.json take the place of those in which the generator finds only a placeholder for cause or fix.
import { readFileSync } from 'node:fs';
import { isPlaceholder } from './text-of.mjs';

const ROWS = JSON.parse(readFileSync('scripts/errors/by-hand.json', 'utf8'));

/** The messages with these rows, the placeholders without one, and the rows without a use. */
export function withRowsByHand(messages) {
  const hollow = messages.filter(({ allowed, fix }) => [...allowed, ...fix].some(isPlaceholder));
  const rowOf = (message) => ROWS.find((row) => isFor(row, message));
  const used = new Set(hollow.map(rowOf));
  return {
    messages: [...messages.filter((message) => !hollow.includes(message)), ...ROWS.filter((row) => used.has(row))],
    hollow: hollow.filter((message) => !rowOf(message)),
    unused: ROWS.filter((row) => !used.has(row)),
  };
}

function isFor(row, { code, prop }) {
  return row.code === code && (prop.every(isPlaceholder) || prop.some((text) => row.prop.includes(text)));
}
