// The API of all tenants: the Host says which tenant, the token whether the user is one of it, and PostgreSQL and S3 are asked as that
// tenant.
import { AuditLog } from './audit-log.mjs';
import { Files } from './files.mjs';
import { Sessions } from './sessions.mjs';
import { SignIn } from './sign-in.mjs';
import { Tenants } from './tenants.mjs';
import { Tokens } from './tokens.mjs';
import { Cache } from '../shared/cache.mjs';
import { poolOf, TenantDatabases } from '../shared/database.mjs';
import { Refused, serve } from '../shared/http.mjs';

const environment = process.env;
const cache = new Cache(environment);
const tenants = new Tenants(environment, poolOf(environment, { prefix: 'REGISTRY_' }), cache);
const tokens = new Tokens(environment);
const sessions = new Sessions(tokens, cache);
const signIn = new SignIn(environment, { tenants, tokens, sessions, cache });
const databases = new TenantDatabases(environment);
const files = new Files(environment);
const audit = new AuditLog(environment);

const PROJECTS = 'SELECT project_id, name, site, created_at FROM projects ORDER BY created_at DESC LIMIT 100';
const NEW_PROJECT = 'INSERT INTO projects (name, site, created_by) VALUES ($1, $2, $3) RETURNING project_id';
const AUDIT = 'SELECT at, actor, action, subject FROM audit_events ORDER BY at DESC LIMIT 100';

serve({
  'GET /api/live': () => ({ live: true }), // the health check of ECS and the load balancer: neither database nor cache
  'GET /api/health': async () => {
    await Promise.all([tenants.check(), cache.read('health')]);
    return { healthy: true };
  },
  'GET /api/login': (request) => signIn.begin(request),
  'GET /api/callback': (request) => signIn.callback(request),
  'GET /api/session': (request) => signIn.complete(request),
  'POST /api/logout': async (request) => ({
    status: 200,
    headers: { 'set-cookie': await sessions.end(request) },
    body: { signedIn: false },
  }),
  'GET /api/tenant': async (request) => {
    const { id, name } = await tenants.of(request);
    return { id, name };
  },
  'GET /api/me': (request) => inTenant(request, async ({ tenant, user }) => ({ tenant: tenant.id, email: user.email })),
  'GET /api/projects': (request) =>
    inTenant(request, ({ query }) => query(PROJECTS).then((projects) => ({ projects }))),
  'POST /api/projects': (request) => inTenant(request, addProject),
  'GET /api/audit': (request) => inTenant(request, ({ query }) => query(AUDIT).then((events) => ({ events }))),
  'GET /api/files': (request) => inTenant(request, async ({ tenant }) => ({ files: await files.list(tenant) })),
  'GET /api/files/download': (request) =>
    inTenant(request, async ({ tenant }) => ({ url: await files.downloadUrl(tenant, request.query.get('name')) })),
  'POST /api/files/upload': (request) =>
    inTenant(request, async ({ tenant, user }) => {
      const url = await files.uploadUrl(tenant, request.body?.name);
      await audit.add(tenant, user, 'file.upload', request.body.name);
      return { url };
    }),
});

/** A request of a user of the tenant of its Host; `query` is a statement in a transaction of that tenant. */
async function inTenant(request, work) {
  const tenant = await tenants.of(request);
  const user = await sessions.user(request, tenant);
  const query = (text) => databases.as(tenant.id, async (client) => (await client.query(text)).rows);
  return work({ tenant, user, query, body: request.body });
}

function addProject({ tenant, user, body }) {
  const { name, site } = body ?? {};
  return databases.as(tenant.id, async (client) => {
    const { rows } = await client.query(NEW_PROJECT, [name, site, user.sub]).catch((error) => {
      throw /^2[23]/.test(error.code) ? new Refused(400, error.message) : error; // its values: no error of ours
    });
    await audit.add(tenant, user, 'project.create', rows[0].project_id);
    return { status: 201, body: rows[0] };
  });
}
