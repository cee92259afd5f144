// Who a token is of: an ID token of the user pool, checked with its keys. The tenant is a claim of the provider, which users cannot write.
import { createPublicKey, verify } from 'node:crypto';

/** Checks tokens of the user pool whose issuer, client and keys the environment names. */
export class Tokens {
  #pool;
  #issuer;
  #audiences;
  #keysUrl;
  /** @type {Map<string, import('node:crypto').KeyObject>} */
  #keys = new Map();
  #readAt = -Infinity;
  /** @type {Promise<void> | undefined} */
  #reading;

  /** @param {Record<string, string | undefined>} environment as the binding of the user directory writes it */
  constructor({ COGNITO_USER_POOL_ID, COGNITO_ISSUER, COGNITO_CLIENT_ID, COGNITO_JWKS_URL }) {
    this.#pool = COGNITO_USER_POOL_ID;
    this.#issuer = COGNITO_ISSUER;
    this.#audiences = `${COGNITO_CLIENT_ID}`.split(',');
    this.#keysUrl = `${COGNITO_JWKS_URL}`;
  }

  /**
   * The user of a token in a tenant; undefined where the token is not valid, or is of another tenant. A provider speaks for the tenants
   * alone that the registry gives to it: the directory of one customer cannot name another one.
   *
   * @param {string} token
   * @param {{ id: string, provider: string }} tenant
   */
  async userOf(token, { id, provider }) {
    const claims = await this.#claimsOf(token);
    const groups = claims?.['cognito:groups'] ?? []; // Cognito puts a user into the group of the provider, and no provider writes it
    if (claims?.['custom:tenant'] !== id || !groups.includes(`${this.#pool}_${provider}`)) return undefined;
    return { sub: claims.sub, email: claims.email, expires: claims.exp };
  }

  async #claimsOf(token) {
    const [head, payload, signature] = `${token}`.split('.');
    if (!signature) return undefined;
    const { alg, kid } = read(head);
    const key = alg === 'RS256' ? await this.#key(`${kid}`) : undefined;
    const signed = Buffer.from(`${head}.${payload}`);
    if (!key || !verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))) return undefined;
    const claims = read(payload);
    const { iss, aud, token_use, exp, sub } = claims;
    const isOurs = iss === this.#issuer && this.#audiences.includes(aud) && token_use === 'id';
    return isOurs && exp > Date.now() / 1000 && sub ? claims : undefined;
  }

  /** A key by its id. An unknown one may be new: the keys are read again, once a minute at most. */
  async #key(id) {
    if (!this.#keys.has(id) && Date.now() - this.#readAt > 60_000) {
      await (this.#reading ??= this.#readKeys().finally(() => (this.#reading = undefined)));
    }
    return this.#keys.get(id);
  }

  async #readKeys() {
    const answer = await fetch(this.#keysUrl, { signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error(`The keys of the user pool could not be read: ${answer.status}`);
    const { keys } = /** @type {any} */ (await answer.json());
    this.#keys = new Map(keys.map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]));
    this.#readAt = Date.now();
  }
}

function read(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) ?? {};
  } catch {
    return {};
  }
}
