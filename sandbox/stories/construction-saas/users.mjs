import assert from 'node:assert/strict';
import { EntraId } from '../../run/entra/entra-id.mjs';
import { DOMAIN } from '../../run/examples/construction-saas/example.mjs';
import { places } from '../../run/kernel/places.mjs';
import { requestApi } from '../account/request.mjs';
import { throughProvider } from '../saml-sign-in.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const TENANT = 'https://platform.example/claims/tenant';
const uuid = (digit) => `0a1b2c3d-0000-4000-8000-00000000000${digit}`;
const user = (digit, name, tenant) => ({
  ...{ objectId: uuid(digit), email: `${name}@mail.example`, givenName: name, surname: 'Builder' },
  claims: { [TENANT]: [tenant] },
});

/** Entra ID with our own directory, and that of the customer Borealis, whose administrator also names another tenant. */
export function openEntra() {
  return EntraId.listen(places.samlMetadata, [
    { tenant: uuid(1), application: uuid(2), users: { ann: user(5, 'ann', 'acme'), cleo: user(6, 'cleo', 'cedar') } },
    { tenant: uuid(3), application: uuid(4), users: { bob: user(7, 'bob', 'borealis'), eve: user(8, 'eve', 'acme') } },
  ]);
}

/**
 * Signs a user in at the host of a tenant as a browser does: the session cookie; or where it is refused the answer.
 *
 * @param {Sandbox} sandbox
 * @param {string} host
 * @param {string} name of the user at the provider
 * @param {string} domain
 */
export async function signIn(sandbox, host, name, domain = DOMAIN) {
  const begun = await requestApi(sandbox, host, '/api/login');
  assert.equal(begun.status, 302, JSON.stringify(begun.body));
  const returned = await throughProvider(sandbox, `${begun.headers.location}`, name);
  const { hostname, pathname, search } = new URL(returned);
  assert.equal(hostname, `login.${domain}`);
  const called = await requestApi(sandbox, hostname, pathname + search);
  if (called.status !== 302) return { refused: called };
  const back = new URL(`${called.headers.location}`);
  const login = cookieIn(begun, '__Host-login');
  const ended = await requestApi(sandbox, back.hostname, back.pathname + back.search, { headers: { cookie: login } });
  return ended.status === 302 ? { cookie: cookieIn(ended, '__Host-session'), ticket: back, login } : { refused: ended };
}

function cookieIn({ headers }, name) {
  const [written = ''] = (headers['set-cookie'] ?? []).filter((one) => one.startsWith(`${name}=`));
  assert.match(written, /; Path=\/; HttpOnly; Secure; SameSite=Lax$/, name);
  return written.split(';')[0];
}

/**
 * Asks the API at the host of a tenant, with a session.
 *
 * @param {Sandbox} sandbox
 */
export function ask(sandbox, host, path, { cookie, ...options }) {
  return requestApi(sandbox, host, path, { ...options, headers: { cookie, ...options.headers } });
}
