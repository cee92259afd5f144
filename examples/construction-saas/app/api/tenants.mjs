// Which tenant a host is of: from the cache, else from the registry, which is a database of one region for all regions.
import { Refused } from '../shared/http.mjs';
import { isTenantId } from '../shared/tenant.mjs';

const FRESH = 60_000;
const KEPT = 24 * 60 * 60; // a region goes on while the registry cannot be reached
const UNKNOWN = 10;
const AGAIN = 10_000; // a request that waits for a registry which does not answer takes seconds
const QUERY = `SELECT tenant_id AS id, name, region, domain, identity_provider AS provider
  FROM registry.tenants JOIN registry.regions USING (region) WHERE tenant_id = $1`;

export class Tenants {
  #registry;
  #cache;
  #region;
  #domain;
  #silentUntil = -Infinity;

  /**
   * @param {Record<string, string | undefined>} environment
   * @param {import('pg').Pool} registry
   * @param {import('../shared/cache.mjs').Cache} cache
   */
  constructor({ REGION, TENANT_DOMAIN }, registry, cache) {
    this.#region = REGION;
    this.#domain = TENANT_DOMAIN;
    this.#registry = registry;
    this.#cache = cache;
  }

  /** Host of all sign-ins: Amazon Cognito knows no wildcard. */
  get loginHost() {
    return `login.${this.#domain}`;
  }

  hostOf(tenant) {
    return `${tenant}.${this.#domain}`;
  }

  /** The tenant of the Host of a request. That of another region is refused with its host there: this region has none of its data. */
  async of({ headers }) {
    const { region, domain, ...tenant } = await this.#find(this.#labelOf(`${headers.host}`));
    if (region === this.#region) return tenant;
    throw new Refused(421, 'This tenant is in another region.', {}, { host: `${tenant.id}.${domain}` });
  }

  /** Whether the registry answers. */
  async check() {
    await this.#registry.query('SELECT FROM registry.tenants LIMIT 1');
  }

  #labelOf(host) {
    const [label, ...domain] = host.toLowerCase().split(':')[0].split('.');
    return domain.join('.') === this.#domain ? label : '';
  }

  async #find(id) {
    const found = isTenantId(id) ? await this.#row(id) : null;
    if (!found) throw new Refused(404, 'There is no such tenant.');
    return found;
  }

  async #row(id) {
    const key = `tenant:${id}`;
    const known = await this.#cache.read(key);
    if (known && Date.now() - known.readAt < FRESH) return known.row;
    if (known?.row && Date.now() < this.#silentUntil) return known.row;
    try {
      const { rows } = await this.#registry.query(QUERY, [id]);
      const [row = null] = rows;
      await this.#cache.write(key, { row, readAt: Date.now() }, row ? KEPT : UNKNOWN);
      return row;
    } catch (error) {
      this.#silentUntil = Date.now() + AGAIN;
      if (!known?.row) throw error;
      console.error(`registry: ${error.message}`);
      return known.row;
    }
  }
}
