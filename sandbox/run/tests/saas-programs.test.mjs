// What the programs of examples/construction-saas do without PostgreSQL, Valkey and AWS: its stories show the rest.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
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

describe('the server', () => {
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
