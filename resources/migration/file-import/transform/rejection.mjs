/** Why a value is not imported: `rule` goes on a sentence that begins with the column and the value. */
export class Rejection {
  /**
   * @param {string} rule
   * @param {string} [column] that it is about, where that is not the one of the conversion
   */
  constructor(rule, column) {
    this.rule = rule;
    this.column = column;
  }
}

/**
 * The value of a target column, as PostgreSQL reads it.
 *
 * @typedef {(cell: import('../read/rows.mjs').Cell) => string | null | Rejection} Conversion
 */
