import assert from 'node:assert/strict';
import { ask, signIn } from './users.mjs';
import { ACME, BOREALIS } from '../../run/examples/construction-saas/example.mjs';
import { requestApi } from '../account/request.mjs';

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const signedIn = {
  name: 'CM5 users sign in by Entra ID at the host of their tenant, by our directory or that of their company; without a session there is 401',
  async tell(world) {
    const { sandbox, cookies } = world;
    for (const [name, host, tenant] of [
      ['ann', ACME, 'acme'],
      ['bob', BOREALIS, 'borealis'],
    ]) {
      const { cookie, refused } = await signIn(sandbox, host, name);
      assert.equal(refused, undefined, JSON.stringify(refused?.body));
      cookies[name] = `${cookie}`;
      const me = await ask(sandbox, host, '/api/me', { cookie });
      assert.deepEqual([me.status, me.body], [200, { tenant, email: `${name}@mail.example` }]);
    }
    assert.equal((await requestApi(sandbox, ACME, '/api/me')).status, 401);
    assert.equal((await requestApi(sandbox, ACME, '/api/projects', { token: 'Bearer a.b.c' })).status, 401);
  },
};

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const refused = {
  name: 'CM5 a session of one tenant is none at the host of another; the directory of a customer cannot name another tenant; a ticket holds once, in the browser that began',
  async tell({ sandbox, cookies }) {
    assert.equal((await ask(sandbox, BOREALIS, '/api/me', { cookie: cookies.ann })).status, 401);

    const eve = await signIn(sandbox, BOREALIS, 'eve'); // her claim names acme
    assert.deepEqual([eve.refused?.status, eve.refused?.body.error], [403, 'This user is not of Borealis Homes.']);
    const provider = await signIn(sandbox, ACME, 'bob').catch(({ message }) => message);
    assert.match(`${provider}`, /does not know 'bob'/, 'Acme begins at its own provider');

    const { ticket, login } = await signIn(sandbox, ACME, 'ann');
    const path = `${ticket?.pathname}${ticket?.search}`;
    assert.equal((await ask(sandbox, ACME, path, { cookie: login })).status, 403, 'a second time');
    const state = new URL(`${(await requestApi(sandbox, ACME, '/api/login')).headers.location}`).searchParams.get(
      'state',
    );
    const forged = await requestApi(sandbox, 'login.platform.example', `/api/callback?code=1&state=${state}`);
    assert.equal(forged.status, 403, 'a code of no user');
  },
};
