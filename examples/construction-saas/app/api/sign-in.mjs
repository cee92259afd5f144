// Sign-in at the provider of a tenant, by the authorization code of Amazon Cognito. It begins and ends at the host of the tenant; between
// them is one host for all, since Cognito takes no wildcard for a callback. A ticket, which holds for a minute and once, leads back.
import { createHash, randomBytes } from 'node:crypto';
import { cookie, cookieOf } from './cookies.mjs';
import { Refused } from '../shared/http.mjs';
import { keyOf, opened, sealed } from '../shared/secrets.mjs';

const LOGIN = '__Host-login';
const MINUTES = 10;

export class SignIn {
  #environment;
  #tenants;
  #tokens;
  #sessions;
  #cache;

  /** @param {Record<string, string | undefined>} environment as the binding of the user directory writes it */
  constructor(environment, { tenants, tokens, sessions, cache }) {
    this.#environment = environment;
    this.#tenants = tenants;
    this.#tokens = tokens;
    this.#sessions = sessions;
    this.#cache = cache;
  }

  /** At the host of a tenant: to its provider. The cookie says later that the same browser comes back. */
  async begin(request) {
    const tenant = await this.#tenants.of(request);
    const [state, verifier] = [secret(), secret()];
    await this.#cache.write(keyOf('login', state), { tenant, verifier }, MINUTES * 60);
    const asked = new URLSearchParams({
      ...{ response_type: 'code', client_id: `${this.#environment.COGNITO_CLIENT_ID}`, redirect_uri: this.#callback },
      ...{ scope: 'openid email profile', identity_provider: tenant.provider, state },
      ...{ code_challenge: hashOf(verifier), code_challenge_method: 'S256' },
    });
    const url = `${this.#environment.COGNITO_SIGN_IN_URL}/oauth2/authorize?${asked}`;
    return redirect(url, [cookie(LOGIN, state, MINUTES * 60)]);
  }

  /** At the host of all sign-ins: the code becomes a token, and the token a ticket of the tenant where the sign-in began. */
  async callback({ headers, query }) {
    if (headers.host !== this.#tenants.loginHost) throw new Refused(404, 'There is nothing here.');
    const state = query.get('state');
    const begun = await this.#cache.take(keyOf('login', state));
    if (!begun) throw new Refused(400, 'This sign-in took too long, or was used before: begin again.');
    const { tenant, verifier } = begun;
    const token = await this.#tokenOf(query.get('code'), verifier);
    if (!(await this.#tokens.userOf(token, tenant))) throw new Refused(403, `This user is not of ${tenant.name}.`);
    const ticket = secret();
    const kept = { id: tenant.id, token: sealed(token, ticket), state: hashOf(state) };
    await this.#cache.write(keyOf('ticket', ticket), kept, 60);
    return redirect(`https://${this.#tenants.hostOf(tenant.id)}/api/session?${new URLSearchParams({ ticket })}`);
  }

  /** At the host of the tenant again: the ticket becomes a session, in the browser that began. */
  async complete(request) {
    const tenant = await this.#tenants.of(request);
    const ticket = request.query.get('ticket');
    const kept = await this.#cache.take(keyOf('ticket', ticket));
    const isSame = kept?.id === tenant.id && kept.state === hashOf(cookieOf(request.headers, LOGIN));
    if (!isSame) throw new Refused(403, 'This browser did not begin the sign-in.');
    const session = await this.#sessions.create(tenant, opened(kept.token, ticket));
    return redirect('/', [session, cookie(LOGIN, '', 0)]);
  }

  get #callback() {
    return `https://${this.#tenants.loginHost}/api/callback`;
  }

  async #tokenOf(code, code_verifier) {
    const { COGNITO_SIGN_IN_URL, COGNITO_CLIENT_ID, COGNITO_CLIENT_SECRET } = this.#environment;
    const login = Buffer.from(`${COGNITO_CLIENT_ID}:${COGNITO_CLIENT_SECRET}`).toString('base64');
    const answer = await fetch(`${COGNITO_SIGN_IN_URL}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${login}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: `${new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: this.#callback, code_verifier })}`,
      signal: AbortSignal.timeout(5000),
    });
    if (answer.status === 400) throw new Refused(403, 'The provider did not sign this user in.');
    if (!answer.ok) throw new Error(`Amazon Cognito answered ${answer.status} to a code.`);
    return /** @type {any} */ (await answer.json()).id_token;
  }
}

function secret() {
  return randomBytes(32).toString('base64url');
}

function hashOf(text) {
  return createHash('sha256').update(`${text}`).digest('base64url');
}

function redirect(location, cookies = []) {
  return { status: 302, headers: { location, ...(cookies.length > 0 && { 'set-cookie': cookies }) } };
}
