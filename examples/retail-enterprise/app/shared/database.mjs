// MySQL, over TLS, as the user of the environment: DB_HOST and so on, as the binding of the database writes them.
import mysql from 'mysql2/promise';
import { valueOf } from './values.mjs';

export class Database {
  #environment;
  #connections;
  /** @type {Promise<mysql.Pool> | undefined} */
  #pool;

  /**
   * @param {Record<string, string | undefined>} environment
   * @param {{ connections?: number }} options
   */
  constructor(environment, { connections = 5 } = {}) {
    this.#environment = environment;
    this.#connections = connections;
  }

  /** Rows of a statement, or what it changed. */
  async query(text, values = []) {
    return this.#with(async (connection) => (await connection.query(text, values))[0]);
  }

  /**
   * A transaction; what `work` returns.
   *
   * @template Result
   * @param {(query: (text: string, values?: unknown[]) => Promise<any>) => Promise<Result>} work
   */
  async transaction(work) {
    return this.#with(async (connection) => {
      await connection.beginTransaction();
      try {
        const result = await work(async (text, values) => (await connection.query(text, values))[0]);
        await connection.commit();
        return result;
      } catch (error) {
        await connection.rollback().catch(() => connection.destroy());
        throw error;
      }
    });
  }

  async #with(work) {
    const connection = await this.#connection();
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  }

  async #connection() {
    this.#pool ??= this.#connect();
    try {
      return await (await this.#pool).getConnection();
    } catch (error) {
      const broken = this.#pool;
      this.#pool = undefined; // the next request reads the password anew: it may have been rotated
      await broken.then((pool) => pool.end()).catch(() => {});
      throw error;
    }
  }

  async #connect() {
    const [user, password] = await Promise.all(['DB_USER', 'DB_PASSWORD'].map((it) => valueOf(this.#environment, it)));
    return mysql.createPool({ ...addressOf(this.#environment), user, password, connectionLimit: this.#connections });
  }
}

/**
 * Address, and TLS with a certificate of RDS: its authority is in the file of NODE_EXTRA_CA_CERTS.
 *
 * @param {Record<string, string | undefined>} environment
 */
export function addressOf({ DB_HOST: host, DB_PORT: port, DB_NAME: database }) {
  const ssl = { rejectUnauthorized: true, verifyIdentity: true, minVersion: 'TLSv1.2' };
  return { host, port: Number(port), database, ssl, connectTimeout: 5000, charset: 'utf8mb4', timezone: 'Z' };
}
