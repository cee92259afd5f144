/** Why a value is not imported: `rule` goes on a sentence that begins with the column and the value. */
export class Rejection {
  /** @param {string} rule */
  constructor(rule) {
    this.rule = rule;
  }
}

/**
 * The value of a target column, as PostgreSQL reads it.
 *
 * @typedef {(cell: import('../read/rows.mjs').Cell) => string | null | Rejection} Conversion
 */
