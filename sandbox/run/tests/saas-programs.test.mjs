// What the programs of examples/construction-saas do without PostgreSQL, Valkey and AWS: its stories show the rest.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { Sessions } from '../../../examples/construction-saas/app/api/sessions.mjs';
import { SignIn } from '../../../examples/construction-saas/app/api/sign-in.mjs';
import { Tenants } from '../../../examples/construction-saas/app/api/tenants.mjs';
import { serve } from '../../../examples/construction-saas/app/shared/http.mjs';

const ENVIRONMENT = { REGION: 'eu-west-2', TENANT_DOMAIN: 'platform.example' };
const ROW = { id: 'acme', name: 'Acme', region: 'eu-west-2', domain: 'platform.example', provider: 'Entra' };

describe('the tenant of a host', () => {
  /** Tenants with a registry that answers or fails, and what was asked of it. */
  function tenantsWith(registry, values = {}) {
    const asked = [];
    const query = async (_text, [id]) => {
      asked.push(id);
      return registry(id);
    };
    const cache = new Map(Object.entries(values));
    const stored = { read: async (key) => cache.get(key), write: async (key, value) => void cache.set(key, value) };
    const tenants = new Tenants(ENVIRONMENT, /** @type {any} */ ({ query }), /** @type {any} */ (stored));
    return { of: (host, more = {}) => tenants.of({ headers: { host, ...more } }), asked };
  }

  test('CM3a is its first label, in any case and with a port, whatever other headers say', async () => {
    const { of, asked } = tenantsWith((id) => ({ rows: id === 'acme' ? [ROW] : [] }));
    for (const host of ['acme.platform.example', 'ACME.Platform.Example:443']) {
      const found = await of(host, { 'x-forwarded-host': 'borealis.platform.example' });
      assert.deepEqual(found, { id: 'acme', name: 'Acme', provider: 'Entra' });
    }
    const others = ['platform.example', 'acme.platform.example.', 'a.acme.platform.example', 'acme.other.example'];
    const odd = ['', 'xn--acm-epa.platform.example', "a'--.platform.example", '-acme.platform.example', 'acme@x'];
    for (const host of [...others, ...odd]) await assert.rejects(of(host), { status: 404 }, host);
    assert.deepEqual(asked, ['acme']);
  });

  test('CM8a comes from the cache while the registry cannot be reached, which is asked again after seconds and not by each request', async () => {
    const failing = () => Promise.reject(new Error('timeout'));
    const old = { row: ROW, readAt: Date.now() - 3_600_000 };
    const { of, asked } = tenantsWith(failing, { 'tenant:acme': old });
    for (let count = 0; count < 3; count += 1) assert.equal((await of('acme.platform.example')).id, 'acme');
    assert.deepEqual(asked, ['acme']);
    await assert.rejects(of('borealis.platform.example'), /timeout/, 'a tenant that no cache has');
  });
});

describe('a sign-in', () => {
  const acme = { id: 'acme', name: 'Acme', provider: 'Entra' };
  const user = { sub: 'ann', expires: Date.now() / 1000 + 600 };
  const stored = new Map();
  const cache = /** @type {any} */ ({
    read: async (key) => stored.get(key),
    take: async (key) => [stored.get(key), stored.delete(key)][0],
    write: async (key, value) => void stored.set(key, value),
  });
  const tokens = /** @type {any} */ ({
    userOf: async (token, { id }) => (token === 'the token' && id === 'acme' ? user : undefined),
  });
  const tenants = { of: async () => acme, loginHost: 'login.x', hostOf: (id) => `${id}.x` };
  const sessions = new Sessions(tokens, cache);
  const signIn = new SignIn({ COGNITO_SIGN_IN_URL: 'http://pool' }, { tenants, tokens, sessions, cache });
  const { fetch: ofNode } = globalThis;
  before(() => void (globalThis.fetch = async () => Response.json({ id_token: 'the token' })));
  after(() => void (globalThis.fetch = ofNode));

  test('CM5 leaves no token in the cache that a reader of the cache could use, and ends in a session of that browser and tenant', async () => {
    const begun = await signIn.begin({ headers: {} });
    const query = (url) => new URL(url).searchParams;
    const state = query(begun.headers.location).get('state');
    const called = { headers: { host: 'login.x' }, query: new URLSearchParams({ state: `${state}`, code: '1' }) };
    const { location } = (await signIn.callback(called)).headers;
    assert.doesNotMatch(JSON.stringify([...stored]), /the token/);
    const { headers } = await signIn.complete({ headers: { cookie: `__Host-login=${state}` }, query: query(location) });
    const [cookie] = `${headers['set-cookie']?.[0]}`.split(';');
    assert.doesNotMatch(JSON.stringify([...stored]), /the token/);
    assert.equal(await sessions.user({ headers: { cookie } }, acme), user);
    await assert.rejects(sessions.user({ headers: { cookie } }, { ...acme, id: 'borealis' }), { status: 401 });
    await assert.rejects(sessions.user({ headers: { cookie: `${cookie}x` } }, acme), { status: 401 });
  });
});

describe('the server', () => {
  /** @type {any} */
  let server;
  let url;
  before(async () => {
    server = serve({ 'POST /api/projects': () => ({ made: true }) }, { HOST: '127.0.0.1', PORT: '0' });
    await once(server, 'listening');
    url = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const post = async (headers) => (await fetch(`${url}/api/projects`, { method: 'POST', headers, body: '{}' })).status;

  test('keeps an idle connection longer than the load balancer, which would send a request into one that is being closed', () => {
    assert.ok(server.keepAliveTimeout > 60_000, `${server.keepAliveTimeout}`);
  });

  test('CM2b a page of another tenant writes nothing, not even in a browser without Sec-Fetch-Site', async () => {
    for (const [headers, status] of [
      [{}, 200],
      [{ origin: url }, 200],
      [{ 'sec-fetch-site': 'same-origin', origin: url }, 200],
      [{ 'sec-fetch-site': 'same-site' }, 403],
      [{ origin: 'https://borealis.platform.example' }, 403],
      [{ origin: 'null' }, 403],
    ]) {
      assert.equal(await post(headers), status, JSON.stringify(headers));
    }
  });
});
