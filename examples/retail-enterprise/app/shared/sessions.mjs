// Who a request is from: a JSON Web Token in the session cookie, signed with JWT_KEY, and what a role may do.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refused } from './http.mjs';

const COOKIE = 'session';
const HOURS = 8;

/** The roles, each with what those before it may not. */
export const ROLES = ['viewer', 'staff', 'manager', 'admin'];

export class Sessions {
  #key;

  /** @param {Record<string, string | undefined>} environment */
  constructor({ JWT_KEY: key }) {
    if (!key) throw new Error('JWT_KEY is missing: without it anybody could sign a session.');
    this.#key = key;
  }

  /** The cookie of a user who is signed in. */
  cookieFor({ email, role }) {
    const claims = { sub: email, role, exp: Math.floor(Date.now() / 1000) + HOURS * 3600 };
    const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map(encoded).join('.');
    const token = `${signed}.${this.#sign(signed)}`;
    return `${COOKIE}=${token}; Max-Age=${HOURS * 3600}; Path=/; HttpOnly; Secure; SameSite=Strict`;
  }

  /** The user of a request with at least a role: 401 without a session, 403 with a lesser one. */
  userOf({ cookie = '' }, least) {
    const [, token = ''] = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w.-]+)`).exec(cookie) ?? [];
    const [head, payload, signature = ''] = token.split('.');
    const [given, right] = [signature, this.#sign(`${head}.${payload}`)].map((text) => Buffer.from(text));
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refused(401, 'Sign in first.');
    const { sub: email, role, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (exp < Date.now() / 1000) throw new Refused(401, 'The session has ended: sign in again.');
    if (ROLES.indexOf(role) < ROLES.indexOf(least)) throw new Refused(403, `Only ${least} and above may do that.`);
    return { email, role };
  }

  #sign(text) {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

function encoded(part) {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
