// The database of the sample API: PostgreSQL, over TLS. Its address is in DB_URI, or in DB_HOST, DB_PORT and DB_NAME with user
// and password beside them.

const TABLE =
  'CREATE TABLE IF NOT EXISTS visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())';
const STATE = `SELECT current_setting('server_version') AS version, current_user AS user,
  (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted, (SELECT count(*)::int FROM visits) AS visits`;
const NO_TABLE = '42P01';

/** The database of an environment, undefined where it has none. It connects at the first request. */
export function databaseOf({ DB_URI, DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD }) {
  if (DB_URI !== undefined) return new Database(() => fromUri(DB_URI));
  if (DB_HOST === undefined) return undefined;
  return new Database(() => ({
    ...{ host: DB_HOST, port: Number(DB_PORT ?? 5432), database: DB_NAME, user: DB_USER, password: DB_PASSWORD },
  }));
}

function fromUri(uri) {
  if (!URL.canParse(uri) || !/^postgres(ql)?:$/.test(new URL(uri).protocol)) {
    throw new Error('DB_URI is no URI of a PostgreSQL database.');
  }
  const { hostname: host, port, pathname, username, password } = new URL(uri);
  const [, database] = pathname.split('/');
  const login = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { host, port: Number(port || 5432), database, ...login };
}

class Database {
  #address;
  #pool;

  /** @param {() => { host: string, port: number, database?: string, user?: string, password?: string }} address */
  constructor(address) {
    this.#address = address;
  }

  /** Counts a visit. */
  async visit() {
    await this.#withTable('INSERT INTO visits DEFAULT VALUES');
  }

  /** The server, the user of this API, and the number of visits. */
  async state() {
    const { rows } = await this.#withTable(STATE);
    return rows[0];
  }

  /** A user who may create no table finds it: a migration created it. */
  async #withTable(statement) {
    const pool = await this.#connected();
    try {
      return await pool.query(statement);
    } catch (error) {
      if (error.code !== NO_TABLE) throw error;
      await pool.query(TABLE).catch(() => {}); // another task creates it at the same time
      return pool.query(statement);
    }
  }

  async #connected() {
    if (this.#pool === undefined) {
      const { default: pg } = await import('pg'); // an API without a database does not need the package
      const { host, ...address } = this.#address();
      this.#pool = new pg.Pool({ host, ...address, ssl: { host }, max: 2, connectionTimeoutMillis: 5000 });
      this.#pool.on('error', () => {}); // a connection that ended is replaced
    }
    return this.#pool;
  }
}
