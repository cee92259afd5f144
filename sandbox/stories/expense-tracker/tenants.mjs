import assert from 'node:assert/strict';
import { ask } from './request.mjs';
import { newKey, register, signIn } from './users.mjs';
import { API, AUTH, WEB } from '../../run/examples/expense-tracker/example.mjs';

/**
 * The users of the stories, by name: cookie, workspace, and token of a machine client.
 *
 * @type {Record<string, { email: string, cookie: string, workspace: string, token: string }>}
 */
export const tenants = {};

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const registered = {
  name: 'ET4 anybody registers with a code that is mailed, and signs in with another one; a wrong code is refused',
  async tell({ sandbox }) {
    for (const name of ['ann', 'bob']) {
      const email = `${name}@mail.example`;
      const cookie = await register(sandbox, email);
      const { body } = await ask(sandbox, WEB, '/api/workspaces', { headers: { cookie } });
      tenants[name] = {
        email,
        cookie,
        workspace: body.workspaces[0].workspace_id,
        token: await newKey(sandbox, cookie),
      };
    }
    const { email } = tenants.ann;
    const { body } = await ask(sandbox, AUTH, '/api/login', { body: { email } });
    const wrong = await ask(sandbox, AUTH, '/api/code', { body: { email, code: '00000000', ...body } });
    assert.equal(wrong.status, 401);
    tenants.ann.cookie = await signIn(sandbox, email, 3);
    assert.equal((await ask(sandbox, WEB, '/api/entries')).status, 401, 'without a session');
    assert.equal((await ask(sandbox, AUTH, '/api/agent-keys', { method: 'POST' })).status, 401);
  },
};

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const apart = {
  name: 'ET6a each of two tenants has its own rows by the web and by the machine path, and neither those of the other with a forged header',
  async tell({ sandbox }) {
    const { ann, bob } = tenants;
    for (const { cookie, email } of [ann, bob]) {
      const entry = { kind: 'spend', amount: 12.5, currency: 'EUR', category: email };
      const made = await ask(sandbox, WEB, '/api/entries', { body: entry, headers: { cookie } });
      assert.equal(made.status, 201, JSON.stringify(made.body));
    }
    for (const { cookie, token, email, workspace } of [ann, bob]) {
      const others = [ann, bob].filter((one) => one.email !== email)[0];
      const forged = { 'x-user-id': others.email, 'x-workspace-id': others.workspace };
      const byWeb = (headers) => ask(sandbox, WEB, '/api/entries', { headers });
      assert.deepEqual(categories(await byWeb({ cookie }), 'entries'), [email]);
      const elsewhere = await byWeb({ ...forged, cookie: `${cookie}; workspace=${others.workspace}` });
      assert.deepEqual(categories(elsewhere, 'entries'), [email]);

      const sql = 'SELECT category FROM ledger_entries';
      const byKey = (headers) =>
        ask(sandbox, API, '/v1/sql', { body: { sql }, headers: { authorization: `ApiKey ${token}`, ...headers } });
      assert.deepEqual(categories(await byKey({}), 'rows'), [email]);
      assert.deepEqual(categories(await byKey({ 'x-workspace-id': workspace }), 'rows'), [email]);
      assert.deepEqual(categories(await byKey(forged), 'rows'), []);
    }
    const headerAlone = await ask(sandbox, WEB, '/api/entries', { headers: { 'x-user-id': ann.email } });
    assert.equal(headerAlone.status, 401);
  },
};

function categories({ status, body }, of) {
  assert.equal(status, 200, JSON.stringify(body));
  return body[of].map(({ category }) => category);
}
