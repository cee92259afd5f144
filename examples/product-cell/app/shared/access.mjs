// Who calls, in place of the identity provider of the organization: a key is a name, and an HMAC of it whose key is the password of `app`.
// `operator` adds tenants and moves them; who reads that secret is every tenant, until the password is changed.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refused } from './http.mjs';

const NAME = /^(?!.*--)[a-z][a-z0-9-]{0,29}[a-z0-9]$/;
export const OPERATOR = 'operator';

/** Whether a text can be the id of a tenant: what comes from outside is checked before it names anything. */
export function isTenantId(text) {
  return typeof text === 'string' && NAME.test(text) && text !== OPERATOR;
}

/**
 * The key of a tenant, or of the operator.
 *
 * @param {string} name
 * @param {string | undefined} secret
 */
export function keyOf(name, secret) {
  if (!secret) throw new Error('DB_PASSWORD is missing: keys are made with it.');
  return `${name}.${createHmac('sha256', secret).update(`key of ${name}`).digest('hex')}`;
}

/**
 * The caller of a request: a tenant, or the operator.
 *
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {string | undefined} secret
 */
export function callerOf({ authorization = '' }, secret) {
  const [, given, name] = /^Bearer (([a-z0-9-]{2,31})\.[0-9a-f]{64})$/.exec(authorization) ?? [];
  if (!given || !timingSafeEqual(Buffer.from(given), Buffer.from(keyOf(name, secret)))) {
    throw new Refused(401, 'The key is missing, or of another cell.');
  }
  return name;
}
