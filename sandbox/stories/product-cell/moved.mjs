import assert from 'node:assert/strict';
import { print } from './cell-world.mjs';
import { LIVE, OTHER } from './cells.mjs';
import { during } from './load.mjs';
import { moveTenant } from '../../../examples/product-cell/app/move/move-tenant.mjs';
import { hostOf } from '../../run/examples/product-cell/example.mjs';

const TENANT = 'cedar';
const CONTACTS = 250; // more than a page

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>} */
export const moved = {
  name: 'PC2j a tenant moves to another cell: rows and files are counted in both, the old cell says where it is, another tenant is served meanwhile, and no cell reaches the other',
  async tell(world) {
    const as = 'operator';
    await world.ask(LIVE, `/v1/operator/tenant?tenant=${TENANT}`, { as, method: 'PUT', body: { name: 'Cedar' } });
    for (let made = 0; made < CONTACTS; made += 25) {
      const some = Array.from({ length: 25 }, (_, index) => {
        const body = { name: `Contact ${made + index}`, email: `c${made + index}@cedar.example` };
        return world.ask(LIVE, '/v2/contacts', { as: TENANT, body });
      });
      for (const { status, body } of await Promise.all(some)) assert.equal(status, 201, JSON.stringify(body));
    }
    for (const name of ['one.pdf', 'two.pdf', 'three.pdf']) {
      const { body } = await world.ask(LIVE, '/v2/files', { as: TENANT, body: { name } });
      assert.equal((await fetch(body.url, { method: 'PUT', body: `content of ${name}` })).status, 200);
    }

    /** @type {any} */
    let result;
    const { failed, asked, seconds } = await during(
      { borealis: () => world.ask(LIVE, '/v2/files', { as: 'borealis' }) },
      async () => {
        const place = (cell) => ({
          host: hostOf(cell),
          ask: (path, options) => world.ask(cell, path, { as, ...options }),
        });
        result = await moveTenant({ tenant: TENANT, from: place(LIVE), to: place(OTHER), version: 'v2' });
      },
    );
    print(`${TENANT} moves`, {
      seconds,
      frozen: `${result.frozenSeconds} s`,
      ...result.counts,
      'requests of another tenant': asked,
      failed: failed.length,
    });
    assert.deepEqual(failed, []);
    assert.deepEqual(result.counts, { contacts: CONTACTS, leads: CONTACTS, files: 3 });

    const gone = await world.ask(LIVE, '/v2/contacts', { as: TENANT });
    assert.deepEqual([gone.status, gone.body.host], [421, hostOf(OTHER)]);
    const here = await world.ask(OTHER, '/v2/contacts', { as: TENANT });
    assert.deepEqual([here.status, here.body.total], [200, 100]);
    const { url } = (await world.ask(OTHER, '/v2/files/download?name=two.pdf', { as: TENANT })).body;
    assert.equal(await (await fetch(url)).text(), 'content of two.pdf');
    assert.equal(
      (await world.ask(OTHER, '/v2/contacts', { as: TENANT, body: { name: 'New', email: 'n@cedar.example' } })).status,
      201,
    );
  },
};
