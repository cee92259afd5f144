// The machine API: `GET /v1/` says what there is, and `POST /v1/sql` runs one statement as the user of the key, under the same role and
// policies as the web application. The user comes from the authorizer, never from a header.
import { firstRows, TooLarge } from './first-rows.mjs';
import { problemOf } from './statement.mjs';
import { Database } from '../shared/database.mjs';

const MOST_ROWS = 100;
const MOST_BYTES = 5_000_000; // Lambda returns 6 MB at most
const database = new Database(process.env, { connections: 1 });

const DISCOVERY = {
  service: 'expense tracker',
  authentication: 'Authorization: ApiKey <token>, by POST /api/agent-keys of the login service',
  endpoints: {
    'POST /v1/imports': 'entries of a workspace as {"workspace": …, "entries": […]}: 202, and they are there soon',
    'POST /v1/sql': `one SELECT, WITH, INSERT, UPDATE or DELETE as {"sql": …}, ${MOST_ROWS} rows at most; X-Workspace-Id: the workspace`,
  },
};

export async function handler({ httpMethod, resource, headers, body, requestContext }) {
  if (httpMethod === 'GET') return answer(200, DISCOVERY);
  const userId = requestContext?.authorizer?.userId;
  if (!userId) return answer(401, { error: `${resource} has no authorizer.` });
  const { sql } = JSON.parse(body ?? '{}');
  const problem = problemOf(sql);
  if (problem) return answer(400, { error: problem });
  const [, asked] = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'x-workspace-id') ?? [];
  try {
    return { ...answer(200), body: await run({ userId, workspaceId: asked }, sql) };
  } catch (error) {
    // Data, constraints, syntax, rights, deadlocks, limits and the timeout: what the statement did. Everything else is ours.
    if (!/^(0A|21|22|23|40|42|54|55|57014)/.test(`${error.code}`)) throw error;
    return answer(error.code === '57014' ? 408 : 400, { error: error.message });
  }
}

function run({ userId, workspaceId }, sql) {
  return database.as({ userId, workspaceId }, async (client) => {
    if (!workspaceId) await chooseOnlyWorkspace(client);
    const { rows, rowCount } = await firstRows(client, sql, { rows: MOST_ROWS + 1, bytes: MOST_BYTES });
    const isTruncated = rows.length > MOST_ROWS;
    const body = JSON.stringify({ rows: rows.slice(0, MOST_ROWS), rowCount, isTruncated });
    if (Buffer.byteLength(JSON.stringify(body)) > MOST_BYTES) throw new TooLarge(MOST_BYTES); // as Lambda returns it
    return body;
  });
}

async function chooseOnlyWorkspace(client) {
  const { rows } = await client.query('SELECT workspace_id FROM workspaces LIMIT 2');
  if (rows.length === 1) await client.query("SELECT set_config('app.workspace_id', $1, true)", [rows[0].workspace_id]);
}

function answer(statusCode, body) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
