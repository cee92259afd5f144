// The login service: a code by e-mail from Cognito, the session cookie of the base domain, and keys for machine clients.
import { AgentKeys } from './agent-keys.mjs';
import { signIn, signUp } from './cognito.mjs';
import { Database } from '../shared/database.mjs';
import { Refused, serve } from '../shared/http.mjs';
import { COOKIE, Sessions } from '../shared/session.mjs';

const environment = process.env;
const { COGNITO_CLIENT_ID: clientId = '', COOKIE_DOMAIN: domain } = environment;
const sessions = new Sessions(environment);
const keys = new AgentKeys(environment, new Database(environment));
const ATTRIBUTES = `Domain=${domain}; Path=/; HttpOnly; Secure; SameSite=Lax`;

serve({
  'GET /api/live': () => ({ live: true }),
  'POST /api/login': async ({ body }) => signIn.begin(clientId, emailOf(body)),
  'POST /api/code': async ({ body }) => sessionOf(await signIn.complete(clientId, emailOf(body), body)),
  'POST /api/register': async ({ body }) => signUp.begin(clientId, emailOf(body)),
  'POST /api/confirm': async ({ body }) => sessionOf(await signUp.complete(clientId, emailOf(body), body)),
  'POST /api/logout': () => ({ status: 200, headers: { 'set-cookie': `${COOKIE}=; Max-Age=0; ${ATTRIBUTES}` } }),
  'POST /api/agent-keys': async ({ headers }) => ({ status: 201, body: await keys.create(await userOf(headers)) }),
  'DELETE /api/agent-keys': async ({ headers, body }) => {
    await keys.delete(await userOf(headers), body?.token);
    return { deleted: true };
  },
});

async function userOf(headers) {
  const user = await sessions.user(headers);
  if (!user) throw new Refused(401, 'Sign in first.');
  return user.sub;
}

function emailOf(body) {
  const email = body?.email;
  if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw new Refused(400, 'An e-mail address is missing.');
  }
  return email;
}

/** The cookie that the other hosts of the domain read. */
function sessionOf({ idToken, seconds }) {
  const cookie = `${COOKIE}=${idToken}; Max-Age=${seconds}; ${ATTRIBUTES}`;
  return { status: 200, headers: { 'set-cookie': cookie }, body: { signedIn: true } };
}
