import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './request.mjs';
import { tenants } from './tenants.mjs';
import { API } from '../../run/examples/expense-tracker/example.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';

const post = (sandbox, sql, authorization) =>
  ask(sandbox, API, '/v1/sql', { body: { sql }, headers: authorization ? { authorization } : {} });

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const doors = {
  name: 'ET2b the open route answers without a key; ET2a no key gets 401, an unknown one 403, a right one 200, a body of another form 400; ET9 clients past Cloudflare get 403',
  async tell({ sandbox }) {
    const right = `ApiKey ${tenants.ann.token}`;
    const open = await ask(sandbox, API, '/v1/');
    assert.deepEqual([open.status, open.body.service], [200, 'expense tracker']);
    const around = await ask(sandbox, API, '/v1/', { from: '198.51.100.7' });
    assert.equal(around.status, 403, 'ET9 past Cloudflare');
    assert.equal((await post(sandbox, 'SELECT 1')).status, 401);
    assert.equal((await post(sandbox, 'SELECT 1', 'Bearer x')).status, 403);
    assert.equal((await post(sandbox, 'SELECT 1', `ApiKey ebta_${'1'.repeat(40)}`)).status, 403);
    const answer = await post(sandbox, 'SELECT 1 AS one', right);
    assert.deepEqual([answer.status, answer.body.rows], [200, [{ one: 1 }]], JSON.stringify(answer.body));
    const headers = { authorization: right };
    assert.equal((await ask(sandbox, API, '/v1/sql', { body: { statement: 'SELECT 1' }, headers })).status, 400);
  },
};

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const refused = {
  name: 'ET6a a machine client gets no DDL, no catalog and no statement over its timeout, ET2f which is below that of API Gateway',
  async tell({ sandbox }) {
    const right = `ApiKey ${tenants.ann.token}`;
    for (const sql of [
      'DROP TABLE ledger_entries',
      'SELECT * INTO mine FROM ledger_entries',
      "SELECT set_config('app.user_id', 'bob', true)",
      'SELECT query FROM pg_stat_activity',
      'SELECT 1; SELECT 2',
    ]) {
      const { status, body } = await post(sandbox, sql, right);
      assert.equal(status, 400, sql);
      assert.ok(body.error, sql);
    }
    const [{ owner }] = await databases(sandbox);
    const limit = (text) => query(owner, [`ALTER ROLE app SET statement_timeout = '${text}'`, ENDED]);
    await limit('300ms'); // instead of 25 s
    const slow = await post(sandbox, 'SELECT count(*) FROM generate_series(1, 10000000000)', right);
    await limit('25s');
    assert.deepEqual([slow.status, slow.body.error], [408, 'canceling statement due to statement timeout']);
  },
};

/** Connections keep the settings that they began with. */
const ENDED = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'";

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const counted = {
  name: 'ET2d the eleventh request of a key in a second gets 429, while another key goes on',
  async tell({ sandbox }) {
    const { ann, bob } = tenants;
    const counts = ({ token }) =>
      ask(sandbox, API, '/v1/sql', { body: { sql: '' }, headers: { authorization: `ApiKey ${token}` } });
    assert.equal((await counts(bob)).status, 400, 'the authorizer knows the key from here on');
    await sleep(1000);
    const statuses = (await Promise.all(Array.from({ length: 15 }, () => counts(bob)))).map(({ status }) => status);
    const [taken, over] = [400, 429].map((status) => statuses.filter((one) => one === status).length);
    assert.ok(taken >= 10 && taken <= 12 && taken + over === 15, `${statuses}`);
    assert.equal((await counts(ann)).status, 400);
  },
};
