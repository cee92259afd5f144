// Aurora PostgreSQL: writes go to the writer, reads to a reader, which is some milliseconds behind. Each transaction is of one tenant, and
// row-level security shows it the rows of that tenant alone.
import pg from 'pg';

export class Database {
  #writer;
  #reader;

  /** @param {Record<string, string | undefined>} environment */
  constructor(environment) {
    this.#writer = poolOf(environment, environment.AURORA_WRITER_ENDPOINT);
    this.#reader = poolOf(environment, environment.AURORA_READER_ENDPOINT ?? environment.AURORA_WRITER_ENDPOINT);
  }

  /**
   * A transaction of a tenant on the writer: what `work` returns.
   *
   * @param {string} tenant
   * @param {(query: (text: string, values?: unknown[]) => Promise<any[]>) => Promise<any>} work
   */
  write(tenant, work) {
    return transaction(this.#writer, 'BEGIN', tenant, work);
  }

  /** The same on a reader, which refuses to write. */
  read(tenant, work) {
    return transaction(this.#reader, 'BEGIN READ ONLY', tenant, work);
  }

  /** Whether both endpoints answer. */
  async check() {
    await Promise.all([this.#writer, this.#reader].map((pool) => pool.query('SELECT 1 FROM tenants LIMIT 1')));
  }
}

function poolOf(environment, host) {
  const [port, database, user, password] = ['PORT', 'NAME', 'USER', 'PASSWORD'].map((it) => environment[`DB_${it}`]);
  const pool = new pg.Pool({
    ...{ host, port: Number(port), database, user, password, ssl: { host } },
    ...{ max: 5, connectionTimeoutMillis: 5000, idleTimeoutMillis: 10_000 },
  });
  pool.on('error', () => {}); // a connection that ended is replaced
  pool.on('connect', (client) => client.on('error', () => {})); // one that ends within a request fails that request alone
  return pool;
}

async function transaction(pool, begin, tenant, work) {
  const client = await pool.connect();
  let broken;
  try {
    await client.query(begin);
    await client.query("SELECT set_config('app.tenant', $1, true)", [tenant]); // ends with the transaction
    const result = await work(async (text, values) => (await client.query(text, values)).rows);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}
