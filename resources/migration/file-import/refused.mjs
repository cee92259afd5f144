/** Why a file is not imported: its message is one sentence for the operator, with the place and what to do. */
export class Refused extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'Refused';
  }
}

const LONGEST = 60;

/**
 * A text of a file as a report shows it: on one line, without control characters, shortened.
 *
 * @param {string} text
 */
export function printable(text, longest = LONGEST) {
  const start = text.slice(0, longest * 2).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
  const letters = [...start];
  return letters.length > longest || text.length > longest * 2 ? `${letters.slice(0, longest - 1).join('')}…` : start;
}

/**
 * Names as a sentence lists them: `"a", "b" and 3 more`.
 *
 * @param {Iterable<string>} names
 */
export function listed(names, most = 10) {
  const all = [...names];
  const shown = all.slice(0, most).map((name) => `"${printable(name)}"`);
  return all.length > most ? `${shown.join(', ')} and ${all.length - most} more` : shown.join(', ');
}
