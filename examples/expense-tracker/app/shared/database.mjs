// The database as `app`: each request is a transaction for one user in one workspace, and row-level security does the rest.
import pg from 'pg';
import { passwordOf } from './password.mjs';
import { proofOf } from './proof.mjs';

const CONTEXT = `SELECT set_config('app.user_id', $1, true), set_config('app.proof', $2, true),
  set_config('app.workspace_id', $3, true)`;

export class Database {
  #environment;
  /** @type {Promise<pg.Pool> | undefined} */
  #pool;
  #password = '';
  #connections;

  /**
   * @param {Record<string, string | undefined>} environment DB_HOST and so on, as the binding of the database writes them
   * @param {{ connections?: number }} options
   */
  constructor(environment, { connections = 5 } = {}) {
    this.#environment = environment;
    this.#connections = connections;
  }

  /** Rows of one statement outside of any workspace. */
  async query(text, values = []) {
    const client = await this.#client();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      client.release();
    }
  }

  /**
   * A transaction for a user in a workspace, an empty text for none; what `work` returns.
   *
   * @template Result
   * @param {{ userId: string, workspaceId?: string }} who
   * @param {(client: pg.PoolClient) => Promise<Result>} work
   */
  async as({ userId, workspaceId = '' }, work) {
    const client = await this.#client();
    let broken;
    try {
      await client.query('BEGIN');
      await client.query(CONTEXT, [userId, proofOf(this.#password, userId), workspaceId]);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((lost) => (broken = lost));
      throw error;
    } finally {
      // A statement of a client may have changed settings of the session, or hold a lock of it.
      if (!broken) await client.query('DISCARD ALL').catch((lost) => (broken = lost));
      client.release(broken);
    }
  }

  async end() {
    await (await this.#pool)?.end();
  }

  async #client() {
    this.#pool ??= this.#connect();
    try {
      return await (await this.#pool).connect();
    } catch (error) {
      this.#pool = undefined; // the next request reads the password anew: it may have changed
      throw error;
    }
  }

  async #connect() {
    const { DB_HOST: host, DB_PORT: port, DB_NAME: database } = this.#environment;
    const { user, password } = await passwordOf(this.#environment);
    this.#password = password;
    const limits = { max: this.#connections, connectionTimeoutMillis: 5000, idleTimeoutMillis: 60_000 };
    const pool = new pg.Pool({ host, port: Number(port), database, user, password, ssl: { host }, ...limits });
    pool.on('error', () => {}); // a connection that ended is replaced
    pool.on('connect', (client) => client.on('error', () => {})); // one that ends within a request fails that request alone
    return pool;
  }
}
