// The routes of a version, by method and path. v2 says how many there are beside a list; the rest is as in v1.

/**
 * @param {{
 *   version: string,
 *   modules: Map<string, { healthPath: string }>,
 *   database: Pick<import('../shared/database.mjs').Database, 'check'>,
 *   tenants: import('./tenants.mjs').Tenants,
 *   contacts: import('./contacts.mjs').Contacts,
 *   files: import('./files.mjs').Files,
 * }} parts
 * @returns {Record<string, (request: any) => unknown>}
 */
export function routesOf({ version, modules, database, tenants, contacts, files }) {
  const listed = (name, all) => (version === 'v1' ? { [name]: all } : { [name]: all, total: all.length });
  const ofModules = {
    contacts: {
      'GET /contacts': async (request) => listed('contacts', await contacts.list(request)),
      'POST /contacts': (request) => contacts.add(request),
    },
    files: {
      'GET /files': (request) => tenants.read(request, async ({ tenant }) => listed('files', await files.list(tenant))),
      'GET /files/download': (request) =>
        tenants.read(request, async ({ tenant }) => ({
          url: await files.downloadUrl(tenant, request.query.get('name')),
        })),
      'POST /files': (request) =>
        tenants.write(request, async ({ tenant }) => ({ url: await files.uploadUrl(tenant, request.body?.name) })),
    },
  };
  const ofOperator = {
    'GET /operator/tenant': async (request) => {
      const state = await tenants.state(request);
      return { ...state, counts: { ...state.counts, files: (await files.list(state.tenant)).length } };
    },
    'PUT /operator/tenant': (request) => tenants.add(request),
    'POST /operator/tenant': (request) => tenants.change(request),
    'GET /operator/rows': (request) => tenants.rows(request),
    'POST /operator/rows': (request) => tenants.addRows(request),
    'GET /operator/files': async (request) => {
      const tenant = tenants.tenantForOperator(request);
      const all = await files.list(tenant);
      const withUrl = all.map(async ({ name, size }) => ({ name, size, url: await files.downloadUrl(tenant, name) }));
      return { files: await Promise.all(withUrl) };
    },
    'POST /operator/files': async (request) => {
      return { url: await files.uploadUrl(tenants.tenantForOperator(request), request.body?.name) };
    },
  };
  const healthOf = ([name, { healthPath }]) => {
    return [`GET ${healthPath}`, () => database.check().then(() => ({ healthy: true, module: name }))];
  };
  const all = {
    'GET /health': () => ({ healthy: true, version }), // of the load balancer: a database that fails over takes no task along
    ...Object.fromEntries([...modules].map(healthOf)),
    ...Object.assign({}, ...Object.keys(ofModules).map((name) => (modules.has(name) ? ofModules[name] : {}))),
    ...ofOperator,
  };
  return Object.fromEntries(Object.entries(all).map(([route, work]) => [route.replace(' /', ` /${version}/`), work]));
}
