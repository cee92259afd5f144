// The first rows of one statement: PostgreSQL computes no more of them, and this function keeps no more.
import pg from 'pg';

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
 * @returns {Promise<{ rows: any[], rowCount: number | null }>}
 */
export function firstRows(client, text, limit) {
  return new Promise((resolve, reject) => {
    const done = (error, result) => (error ? reject(error) : resolve(result));
    client.query(new FirstRows(text, limit, done));
  });
}
