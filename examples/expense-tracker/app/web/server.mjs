// The web application, as small as it can be: liveness, health, and the entries of a workspace under row-level security.
import { Database } from '../shared/database.mjs';
import { Refused, serve } from '../shared/http.mjs';
import { Sessions } from '../shared/session.mjs';

const environment = process.env;
const { AUTH_MODE = 'none' } = environment;
if (!['none', 'cognito'].includes(AUTH_MODE) || (AUTH_MODE === 'none' && environment.NODE_ENV === 'production')) {
  console.error(`AUTH_MODE is ${AUTH_MODE}, but must be cognito: without it all requests are those of one local user.`);
  process.exit(1);
}

const database = new Database(environment);
const sessions = new Sessions(environment);
const ENTRIES = 'SELECT entry_id, ts, kind, amount, currency, category FROM ledger_entries ORDER BY ts DESC LIMIT 100';
const NEW_ENTRY =
  'INSERT INTO ledger_entries (kind, amount, currency, category) VALUES ($1, $2, $3, $4) RETURNING entry_id';

serve({
  'GET /api/live': () => ({ live: true }), // the health check of ECS and the load balancer: not the database
  'GET /api/health': async () => {
    const [{ schema }] = await database.query("SELECT to_regclass('ledger_entries') IS NOT NULL AS schema");
    if (!schema) throw new Refused(503, 'The schema is missing: run the migration.');
    return { healthy: true };
  },
  'GET /api/workspaces': (request) => inWorkspace(request, async (_, workspaces) => ({ workspaces })),
  'GET /api/entries': (request) =>
    inWorkspace(request, async (client) => ({ entries: (await client.query(ENTRIES)).rows })),
  'POST /api/entries': (request) =>
    inWorkspace(request, async (client) => {
      const { kind, amount, currency, category } = request.body ?? {};
      const { rows } = await client.query(NEW_ENTRY, [kind, amount, currency, category]).catch((error) => {
        throw /^2[23]/.test(error.code) ? new Refused(400, error.message) : error; // its values: no error of ours
      });
      return { status: 201, body: rows[0] };
    }),
});

/** A transaction of the user in the workspace of the cookie, or in the first one, which each user has. */
async function inWorkspace({ headers }, work) {
  const user = await userOf(headers);
  const workspaceId = /(?:^|;\s*)workspace=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
  return database.as({ userId: user.sub, workspaceId }, async (client) => {
    const { rows } = await client.query('SELECT workspace_id, name FROM workspaces ORDER BY created_at');
    if (!rows.some(({ workspace_id }) => workspace_id === workspaceId)) {
      if (rows.length === 0) rows.push(await firstWorkspace(client));
      await client.query("SELECT set_config('app.workspace_id', $1, true)", [rows[0].workspace_id]);
    }
    return work(client, rows);
  });
}

async function firstWorkspace(client) {
  const { rows } = await client.query("SELECT create_workspace('Personal') AS workspace_id, 'Personal' AS name");
  return rows[0];
}

async function userOf(headers) {
  if (AUTH_MODE === 'none') return { sub: 'local' };
  const user = await sessions.user(headers);
  if (!user) throw new Refused(401, 'Sign in first.', { location: environment.LOGIN_URL ?? '' });
  return user;
}
