import assert from 'node:assert/strict';
import { ACME, BOREALIS, DOMAIN } from '../../run/examples/construction-saas/example.mjs';
import { requestApi } from '../account/request.mjs';

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const answers = {
  name: 'CM1a CM3a each host of a tenant has the pages of S3 and the API; CM1c each tenant gets its own answer and never a cached one; an unknown host gets 404',
  async tell({ sandbox }) {
    for (let round = 0; round < 2; round += 1) {
      for (const [host, id, name] of [
        [ACME, 'acme', 'Acme Construction'],
        [BOREALIS, 'borealis', 'Borealis Homes'],
      ]) {
        const { status, headers, body } = await requestApi(sandbox, host, '/api/tenant');
        assert.deepEqual([status, body], [200, { id, name }]);
        assert.deepEqual([headers['x-cache'], headers['cache-control']], ['Miss from cloudfront', 'no-store']);
      }
    }
    const unknown = await requestApi(sandbox, `zebra.${DOMAIN}`, '/api/tenant');
    assert.deepEqual([unknown.status, unknown.headers['x-cache']], [404, 'Error from cloudfront']);
    const deep = await requestApi(sandbox, `a.${ACME}`, '/api/tenant');
    assert.notEqual(deep.status, 200, 'a wildcard covers one label');
  },
};

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const pages = {
  name: 'CM3c S3 never sees the Host of a tenant: a file that one tenant asked for comes from the cache for another, and the page is the same for each path',
  async tell({ sandbox }) {
    const file = (host) => requestApi(sandbox, host, '/assets/app-1.js');
    const first = await file(ACME);
    const second = await file(BOREALIS);
    assert.deepEqual([first.status, first.headers['x-cache']], [200, 'Miss from cloudfront']);
    assert.deepEqual([second.status, second.headers['x-cache']], [200, 'Hit from cloudfront']);
    assert.equal(second.body, first.body);
    const page = await requestApi(sandbox, BOREALIS, '/projects/7');
    assert.equal(page.status, 200);
    assert.match(page.body, /<title>Platform<\/title>/);
    assert.match(`${page.headers['content-security-policy']}`, /default-src 'self'/);
  },
};
