import assert from 'node:assert/strict';
import { ask } from './users.mjs';
import { ACME, BOREALIS } from '../../run/examples/construction-saas/example.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const apart = {
  name: 'CM2b each tenant has its own projects in its own schema; a page of another host writes nothing; CM2c the cache has a tenant for a minute',
  async tell({ sandbox, cookies }) {
    for (const [host, cookie, name] of [
      [ACME, cookies.ann, 'Harbour bridge'],
      [BOREALIS, cookies.bob, 'Row houses'],
    ]) {
      const made = await ask(sandbox, host, '/api/projects', { cookie, body: { name } });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const listed = await ask(sandbox, host, '/api/projects', { cookie });
      assert.deepEqual(listed.body.projects.map((project) => project.name), [name]); // prettier-ignore
      assert.equal(listed.headers['x-cache'], 'Miss from cloudfront');
    }
    const headers = { 'sec-fetch-site': 'same-site' };
    const forged = await ask(sandbox, ACME, '/api/projects', {
      cookie: cookies.ann,
      body: { name: 'Forged' },
      headers,
    });
    assert.equal(forged.status, 403, 'a host of another tenant is of the same site');
    const nameless = await ask(sandbox, ACME, '/api/projects', { cookie: cookies.ann, body: { name: '' } });
    assert.equal(nameless.status, 400);

    const [{ owner }] = await databases(sandbox);
    const rows = await query(owner, ['SELECT name FROM tenant_acme.projects']);
    assert.deepEqual(rows, [{ name: 'Harbour bridge' }]);
    await query(owner, ["UPDATE registry.tenants SET name = 'Acme Ltd' WHERE tenant_id = 'acme'"]);
    const cached = await ask(sandbox, ACME, '/api/tenant', { cookie: cookies.ann });
    await query(owner, ["UPDATE registry.tenants SET name = 'Acme Construction' WHERE tenant_id = 'acme'"]);
    assert.equal(cached.body.name, 'Acme Construction', 'from the cache');
  },
};
