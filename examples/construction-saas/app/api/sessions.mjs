// The session of a browser: a cookie of the host of a tenant, whose token is in the cache. Other clients send the token itself. Each
// request checks the token, and that it is of the tenant of the Host.
import { randomBytes } from 'node:crypto';
import { cookie, cookieOf } from './cookies.mjs';
import { Refused } from '../shared/http.mjs';
import { keyOf, opened, sealed } from '../shared/secrets.mjs';

const SESSION = '__Host-session';

export class Sessions {
  #tokens;
  #cache;

  /**
   * @param {import('./tokens.mjs').Tokens} tokens
   * @param {import('../shared/cache.mjs').Cache} cache
   */
  constructor(tokens, cache) {
    this.#tokens = tokens;
    this.#cache = cache;
  }

  /** A new session of a user in a tenant, as long as the token; its cookie. */
  async create(tenant, token) {
    const user = await this.#tokens.userOf(token, tenant);
    if (!user) throw new Refused(403, 'This token is not of this tenant.');
    const id = randomBytes(32).toString('base64url');
    const seconds = Math.max(1, Math.floor(user.expires - Date.now() / 1000));
    await this.#cache.write(keyOf('session', id), { token: sealed(token, id) }, seconds);
    return cookie(SESSION, id, seconds);
  }

  /** Ends the session of a request; the cookie that says so. */
  async end({ headers }) {
    await this.#cache.remove(keyOf('session', cookieOf(headers, SESSION)));
    return cookie(SESSION, '', 0);
  }

  /** The user of a request in a tenant. */
  async user({ headers }, tenant) {
    const [, bearer] = /^Bearer (\S+)$/.exec(`${headers.authorization}`) ?? [];
    const token = bearer ?? (await this.#tokenOf(cookieOf(headers, SESSION)));
    const user = token && (await this.#tokens.userOf(token, tenant));
    if (!user) throw new Refused(401, 'Sign in first.');
    return user;
  }

  async #tokenOf(id) {
    const found = id && (await this.#cache.read(keyOf('session', id)));
    return found && opened(found.token, id);
  }
}
