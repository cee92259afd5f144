// Connections to PostgreSQL, each as one login: that of a tenant, which reaches its schema alone, or that of the registry.
import pg from 'pg';
import { passwordOf, schemaOf } from './tenant.mjs';

/**
 * Connections as one login, which are replaced when they end.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {{ prefix?: string, user?: string, password?: string, most?: number }} login `prefix` of the variables, such as `REGISTRY_`
 */
export function poolOf(environment, { prefix = '', user, password, most = 2 } = {}) {
  const [host, port, database, ownUser, ownPassword] = ['HOST', 'PORT', 'NAME', 'USER', 'PASSWORD'].map(
    (name) => environment[`${prefix}DB_${name}`],
  );
  const pool = new pg.Pool({
    ...{ host, port: Number(port), database, user: user ?? ownUser, password: password ?? ownPassword, ssl: { host } },
    ...{ max: most, connectionTimeoutMillis: 5000, idleTimeoutMillis: 10_000 },
  });
  pool.on('error', () => {}); // a connection that ended is replaced
  pool.on('connect', (client) => client.on('error', () => {})); // one that ends within a request fails that request alone
  return pool;
}

/** A transaction: what `work` returns. */
export async function transaction(pool, work) {
  const client = await pool.connect();
  let broken;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * The databases of tenants, each as the login of that tenant: PostgreSQL gives it its schema as `search_path` and no right in another,
 * so that not even SQL of an attacker in a request of one tenant reads the rows of another.
 */
export class TenantDatabases {
  #environment;
  /** @type {Map<string, pg.Pool>} */
  #pools = new Map();

  /** @param {Record<string, string | undefined>} environment `DB_PASSWORD` is that of `app` */
  constructor(environment) {
    this.#environment = environment;
  }

  /**
   * A transaction of a tenant.
   *
   * @param {string} tenant
   * @param {(client: pg.PoolClient) => Promise<any>} work
   */
  as(tenant, work) {
    return transaction(this.#pool(tenant), work);
  }

  #pool(tenant) {
    const known = this.#pools.get(tenant);
    if (known) return known;
    const password = passwordOf(tenant, this.#environment.DB_PASSWORD);
    const pool = poolOf(this.#environment, { user: schemaOf(tenant), password, most: 3 });
    this.#pools.set(tenant, pool);
    return pool;
  }
}
