// Moves a tenant from one cell to another, with the key of the operator of each; neither cell reaches the other. The tenant can read
// meanwhile, and is asked to write again in a minute. It can be run again after a failure: what is there already stays.
//   FROM=api.acme-crm-prod.platform.example FROM_KEY=operator.… TO=api.acme-crm-eu.platform.example TO_KEY=operator.… \
//     node move/move-tenant.mjs acme
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const TABLES = ['contacts', 'leads']; // in the order of their references
const AT_ONCE = 8;

/**
 * @typedef {{ host: string, ask: (path: string, options?: { method?: string, body?: unknown }) => Promise<{ status?: number, body: any }> }} Cell
 */

/**
 * Moves a tenant; what was counted in both cells, and how long it could not write.
 *
 * @param {{ tenant: string, from: Cell, to: Cell, version?: string }} move
 */
export async function moveTenant({ tenant, from, to, version = 'v1' }) {
  const call = async ({ host, ask }, path, options) => {
    const joined = `${path}${path.includes('?') ? '&' : '?'}tenant=${tenant}`;
    const { status, body } = await ask(`/${version}/operator${joined}`, options);
    if (status !== 200) throw new Error(`${host} answered ${status} for ${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const { name } = await call(from, '/tenant');
  await call(to, '/tenant', { method: 'PUT', body: { name } });
  await call(to, '/tenant', { method: 'POST', body: { state: 'frozen' } }); // no cell takes what the other one would lose
  const began = performance.now();
  await call(from, '/tenant', { method: 'POST', body: { state: 'frozen' } });
  try {
    const counts = await settled(() => call(from, '/tenant'));
    for (const table of TABLES) await copyRows({ call, from, to, table });
    await copyFiles({ call, from, to });
    const { counts: there } = await call(to, '/tenant');
    if (JSON.stringify(there) !== JSON.stringify(counts)) {
      throw new Error(
        `There are ${JSON.stringify(counts)} in ${from.host}, and ${JSON.stringify(there)} in ${to.host}.`,
      );
    }
    await call(to, '/tenant', { method: 'POST', body: { state: 'active' } });
    await call(from, '/tenant', { method: 'POST', body: { state: 'moved', host: to.host } });
    return { counts, frozenSeconds: Math.round((performance.now() - began) / 1000) };
  } catch (error) {
    await call(to, '/tenant', { method: 'POST', body: { state: 'frozen' } });
    await call(from, '/tenant', { method: 'POST', body: { state: 'active' } }); // it goes on where it was
    throw error;
  }
}

/** The counts once no event of the tenant is on its way: each contact has its lead. */
async function settled(state, seconds = 120) {
  for (let waited = 0; waited < seconds; waited += 1) {
    const { counts } = await state();
    if (counts.contacts === counts.leads) return counts;
    await sleep(1000);
  }
  throw new Error('Workers did not finish what was written before.');
}

async function copyRows({ call, from, to, table }) {
  let next;
  do {
    const page = await call(from, `/rows?table=${table}${next ? `&after=${next}` : ''}`);
    if (page.rows.length > 0) await call(to, `/rows?table=${table}`, { method: 'POST', body: { rows: page.rows } });
    next = page.next;
  } while (next);
}

/** Bytes go from bucket to bucket through this machine: a role that reads both would join what is sealed. */
async function copyFiles({ call, from, to }) {
  const { files } = await call(from, '/files');
  while (files.length > 0) await Promise.all(files.splice(0, AT_ONCE).map(copy));

  async function copy({ name, size, url }) {
    const got = await fetch(url);
    if (!got.ok) throw new Error(`${name} was not read: ${got.status}`);
    const content = Buffer.from(await got.arrayBuffer());
    if (content.length !== size) throw new Error(`${name} has ${size} bytes, and ${content.length} came.`);
    const { url: target } = await call(to, '/files', { method: 'POST', body: { name } });
    const put = await fetch(target, { method: 'PUT', body: content });
    if (!put.ok) throw new Error(`${name} was not written: ${put.status}`);
  }
}

/** A cell at its host, with a key of its operator. */
function cellAt(host, key) {
  return {
    host,
    /** @param {string} path @param {{ method?: string, body?: any }} options */
    async ask(path, { method = 'GET', body } = {}) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const answer = await fetch(`https://${host}${path}`, { method, headers, body: body && JSON.stringify(body) });
      return { status: answer.status, body: await answer.json() };
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { FROM = '', FROM_KEY, TO = '', TO_KEY } = process.env;
  const moved = await moveTenant({
    tenant: `${process.argv[2]}`,
    from: cellAt(FROM, FROM_KEY),
    to: cellAt(TO, TO_KEY),
  });
  console.log(`Moved: ${JSON.stringify(moved)}`);
}
