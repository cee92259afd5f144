// The tenants of the cell, and how one of them moves to another cell: frozen here, so that nothing is written, its rows read page by page
// and written there, and then `moved`, so that this cell says where it is. No cell reaches another one: who moves it has a key of each.
import { OPERATOR, callerOf, isTenantId } from '../shared/access.mjs';
import { Refused } from '../shared/http.mjs';

const PAGE = 200;
const TABLES = {
  contacts: ['contact_id', 'name', 'email', 'born_on', 'revenue_cents', 'status', 'created_at'],
  leads: ['contact_id', 'trace_id', 'created_at'],
};
const STATE = 'SELECT name, state, moved_to FROM tenants WHERE tenant_id = $1';
const COUNTS = `SELECT (SELECT count(*)::int FROM contacts) AS contacts, (SELECT count(*)::int FROM leads) AS leads`;
const ADD = `INSERT INTO tenants (tenant_id, name) VALUES ($1, $2)
  ON CONFLICT (tenant_id) DO UPDATE SET state = 'active', moved_to = NULL`;

export class Tenants {
  #database;
  #secret;

  /** @param {import('../shared/database.mjs').Database} database @param {Record<string, string | undefined>} environment */
  constructor(database, { DB_PASSWORD }) {
    this.#database = database;
    this.#secret = DB_PASSWORD;
  }

  /** A request of a tenant that reads, on a reader. */
  read({ headers }, work) {
    const tenant = this.#tenantOf(headers);
    return this.#database.read(tenant, async (query) => {
      requireHere(await query(STATE, [tenant]));
      return work({ tenant, query });
    });
  }

  /** A request of a tenant that writes. A tenant that is frozen meanwhile waits for it, and then lets no other in. */
  write({ headers }, work) {
    const tenant = this.#tenantOf(headers);
    return this.#database.write(tenant, async (query) => {
      const { state } = requireHere(await query(`${STATE} FOR SHARE`, [tenant]));
      if (state === 'frozen') {
        throw new Refused(503, 'The tenant is being moved: try again in a minute.', {
          headers: { 'retry-after': '60' },
        });
      }
      return work({ tenant, query });
    });
  }

  /** Adds a tenant, or opens it again. */
  add(request) {
    const { name } = request.body ?? {};
    if (typeof name !== 'string' || name === '' || name.length > 200) throw new Refused(400, 'A tenant has a name.');
    return this.#asOperator(request, async ({ tenant, query }) => {
      await query(ADD, [tenant, name]);
      return { tenant };
    });
  }

  /** State and number of rows, on the writer. */
  state(request) {
    return this.#asOperator(request, async ({ tenant, query }) => {
      const [found] = await query(STATE, [tenant]);
      if (!found) throw new Refused(404, 'No such tenant.');
      const [counts] = await query(COUNTS);
      return { tenant, name: found.name, state: found.state, movedTo: found.moved_to, counts };
    });
  }

  /** Changes the state: `active`, `frozen`, or `moved` with the host that has the tenant now. */
  change(request) {
    const { state, host = null } = request.body ?? {};
    if (
      !['active', 'frozen', 'moved'].includes(state) ||
      (state === 'moved') !== /^[a-z0-9.-]{4,253}$/.test(`${host ?? ''}`)
    ) {
      throw new Refused(400, "The state is 'active', 'frozen', or 'moved' with a host.");
    }
    return this.#asOperator(request, async ({ tenant, query }) => {
      const text = 'UPDATE tenants SET state = $2, moved_to = $3 WHERE tenant_id = $1 RETURNING state';
      const [changed] = await query(text, [tenant, state, host]);
      if (!changed) throw new Refused(404, 'No such tenant.');
      return { tenant, state };
    });
  }

  /** A page of the rows of a table, after the id of the one before. */
  rows(request) {
    const { columns, table } = tableOf(request);
    const after = request.query.get('after') ?? '00000000-0000-0000-0000-000000000000';
    if (!/^[0-9a-f-]{36}$/.test(after)) throw new Refused(400, 'after is the id of a row.');
    return this.#asOperator(request, async ({ query }) => {
      const page = `SELECT ${columns} FROM ${table} WHERE contact_id > $1 ORDER BY contact_id LIMIT ${PAGE}`;
      const rows = await query(page, [after]);
      return { rows, next: rows.length === PAGE ? rows.at(-1).contact_id : undefined };
    });
  }

  /** Writes such a page. Rows that are there stay, so that a page can be sent again. */
  addRows(request) {
    const { columns, table } = tableOf(request);
    return this.#asOperator(request, async ({ tenant, query }) => {
      const text = `INSERT INTO ${table} (tenant_id, ${columns}) SELECT $1, ${columns}
        FROM jsonb_populate_recordset(NULL::${table}, $2) ON CONFLICT DO NOTHING RETURNING contact_id`;
      const added = await query(text, [tenant, JSON.stringify(request.body?.rows ?? [])]);
      return { added: added.length };
    });
  }

  /** The tenant of the query, if the operator asks. */
  tenantForOperator(request) {
    if (callerOf(request.headers, this.#secret) !== OPERATOR) throw new Refused(403, 'This is for the operator alone.');
    const tenant = request.query.get('tenant');
    if (!isTenantId(tenant)) throw new Refused(400, 'The tenant is missing.');
    return tenant;
  }

  async #asOperator(request, work) {
    const tenant = this.tenantForOperator(request);
    return this.#database.write(tenant, (query) => work({ tenant, query }));
  }

  #tenantOf(headers) {
    const caller = callerOf(headers, this.#secret);
    if (caller === OPERATOR) throw new Refused(403, 'The operator is no tenant.');
    return caller;
  }
}

/** @param {any[]} rows */
function requireHere([found]) {
  if (!found) throw new Refused(404, 'No such tenant is in this cell.');
  if (found.state === 'moved') throw new Refused(421, 'The tenant is in another cell.', { host: found.moved_to });
  return found;
}

function tableOf({ query }) {
  const table = `${query.get('table')}`;
  if (!Object.hasOwn(TABLES, table)) throw new Refused(400, `table is one of: ${Object.keys(TABLES).join(', ')}.`);
  return { table, columns: TABLES[table].join(', ') };
}
