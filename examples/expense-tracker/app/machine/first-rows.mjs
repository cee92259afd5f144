// The first rows of one statement: PostgreSQL computes no more of them, and this function keeps no more.
import pg from 'pg';

/** A statement whose rows are too large, with the code that PostgreSQL has for a limit. */
export class TooLarge extends Error {
  code = '54000';

  constructor(bytes) {
    super(`The rows have more than ${bytes} bytes: ask for less.`);
  }
}

/** A query that does not go on where pg would ask for the next rows. */
class FirstRows extends pg.Query {
  #limit;

  constructor(text, limit, done) {
    super(/** @type {any} */ ({ text, queryMode: 'extended' }), done); // the extended protocol takes one statement
    this.#limit = limit;
  }

  _getRows(connection) {
    connection.execute({ portal: '', rows: this.#limit }); // that of the unnamed statement
    connection.sync();
  }

  handlePortalSuspended() {}
}

/**
 * Rows of a statement, and how many it changed or returned: null where there are more.
 *
 * @param {import('pg').ClientBase} client
 * @param {string} text
 * @param {{ rows: number, bytes: number }} most
 * @returns {Promise<{ rows: any[], rowCount: number | null }>}
 */
export function firstRows(client, text, { rows, bytes }) {
  const { stream } = /** @type {any} */ (client).connection;
  let read = 0;
  const count = ({ length }) => {
    read += length;
    if (read > bytes) stream.destroy(new TooLarge(bytes)); // one value can have 1 GB: not read to its end
  };
  stream.on('data', count);
  return new Promise((resolve, reject) => {
    const done = (error, result) => (error ? reject(error) : resolve(result));
    client.query(new FirstRows(text, rows, done));
  }).finally(() => stream.off('data', count));
}
