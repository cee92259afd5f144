import { isRowFault, rejectionOf } from './database.mjs';
import { printable } from './refused.mjs';
import { comparisonOf, insertionOf } from './target.mjs';

/**
 * What became of a row: of a rejected one the column, the reason, and the rule, which has no value of the row.
 *
 * @typedef {'inserted' | 'duplicate' | { column: string, reason: string, rule: string }} Outcome
 * @typedef {(string | null)[]} Values of the target's columns, in their order
 */

const UNSEEN = 'a row with this key is not visible to the import, or a trigger skips it';

/** Inserts rows within a transaction, and finds those that PostgreSQL refuses. */
export class Placement {
  #client;
  #target;
  #insertion;
  #comparison;

  /** @param {import('pg').Client} client @param {import('./target.mjs').Target} target */
  constructor(client, target) {
    this.#client = client;
    this.#target = target;
    this.#insertion = insertionOf(target);
    this.#comparison = comparisonOf(target);
  }

  /**
   * The outcome of each row, in their order.
   *
   * @param {Values[]} rows
   * @returns {Promise<Outcome[]>}
   */
  async place(rows) {
    if (rows.length === 0) return [];
    await this.#client.query('SAVEPOINT placement');
    try {
      const outcomes = await this.#insert(rows);
      await this.#client.query('RELEASE SAVEPOINT placement');
      return outcomes;
    } catch (error) {
      if (!isRowFault(error) && !(error instanceof KeyChanged)) throw error;
      await this.#client.query('ROLLBACK TO SAVEPOINT placement; RELEASE SAVEPOINT placement');
      if (rows.length === 1) return [rejectionOf(error)];
    }
    const half = Math.ceil(rows.length / 2); // halves of halves, until the row that failed stands alone
    return [...(await this.place(rows.slice(0, half))), ...(await this.place(rows.slice(half)))];
  }

  /**
   * @param {Values[]} rows
   * @returns {Promise<Outcome[]>}
   */
  async #insert(rows, isAgain = false) {
    const { inserted, places } = await this.#ask(this.#insertion, rows).then(([first]) => first);
    if (inserted === rows.length) return rows.map(() => 'inserted');
    if (places && (this.#target.rewritten || places.length !== inserted)) throw new KeyChanged();
    const isPlaced = new Set(places ?? []);
    const others = rows.map((_, index) => index).filter((index) => !isPlaced.has(index + 1));
    const compared = await this.#ask(
      this.#comparison,
      others.map((index) => rows[index]),
    );
    /** @type {Outcome[]} */
    const outcomes = rows.map(() => 'inserted');
    const missing = [];
    for (const [position, { found, differing }] of compared.entries()) {
      const index = others[position];
      if (!found) missing.push(index);
      outcomes[index] = found ? this.#compared(differing) : { column: '', reason: `${capital(UNSEEN)}.`, rule: UNSEEN };
    }
    if (missing.length === 0 || isAgain) return outcomes;
    const again = await this.#insert(
      missing.map((index) => rows[index]),
      true,
    ); // what another one deleted meanwhile
    for (const [position, index] of missing.entries()) outcomes[index] = again[position];
    return outcomes;
  }

  /** @param {number[]} differing */
  #compared(differing) {
    if (differing.length === 0) return 'duplicate';
    const names = differing.map((at) => this.#target.columns[at].name);
    const rule = 'a row with this key has other values';
    return { column: '', reason: `${capital(rule)} in ${printable(names.join(', '), 200)}.`, rule };
  }

  async #ask(text, rows) {
    const values = this.#target.columns.map((_, index) => rows.map((row) => row[index]));
    return (await this.#client.query(text, values)).rows;
  }
}

/** A trigger changed the key of a row, so that one row at a time shows which was inserted. */
class KeyChanged extends Error {}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
