// The services of examples/expense-tracker as processes, against PostgreSQL.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { APP, start, tokenOf } from './tracker-programs.mjs';
import { places } from '../kernel/places.mjs';

describe('the web application', () => {
  let web;
  before(async () => (web = await start('web')));

  /**
   * Status and body of a request with a session.
   *
   * @param {string} path
   * @param {{ token?: string, method?: string, body?: object, headers?: Record<string, string> }} options
   */
  async function ask(path, { token, method = 'GET', body, headers = {} } = {}) {
    const options = {
      method,
      headers: { ...(token && { cookie: `session=${token}` }), ...headers },
      body: body && JSON.stringify(body),
    };
    const answer = await fetch(web.url + path, options);
    return { status: answer.status, body: /** @type {any} */ (await answer.json()) };
  }

  test('ET1 is alive without the database, and healthy with it and its schema', async () => {
    assert.deepEqual(await ask('/api/live'), { status: 200, body: { live: true } });
    assert.deepEqual(await ask('/api/health'), { status: 200, body: { healthy: true } });
    const alone = await start('web', { DB_PORT: '1' });
    assert.equal((await fetch(`${alone.url}/api/live`)).status, 200);
    assert.equal((await fetch(`${alone.url}/api/health`)).status, 500);
  });

  test('ET4d refuses to start in production with another AUTH_MODE than cognito', async () => {
    for (const AUTH_MODE of ['none', '', 'password']) {
      const { child, said } = await start('web', { AUTH_MODE });
      assert.match(said, /must be cognito/);
      assert.equal(child.exitCode ?? (await once(child, 'exit'))[0], 1);
    }
  });

  test('a user sees entries of its own workspace, and a forged header changes nothing', async () => {
    const [ann, bob] = [tokenOf('ann'), tokenOf('bob')];
    const entry = { kind: 'spend', amount: 12.5, currency: 'EUR', category: 'food' };
    assert.equal((await ask('/api/entries', { token: ann, method: 'POST', body: entry })).status, 201);
    assert.equal((await ask('/api/entries', { token: ann })).body.entries.length, 1);
    assert.deepEqual((await ask('/api/entries', { token: bob })).body.entries, []);
    const [{ workspace_id: ofAnn }] = (await ask('/api/workspaces', { token: ann })).body.workspaces;
    const headers = { 'x-user-id': 'ann', 'x-workspace-id': ofAnn, cookie: `session=${bob}; workspace=${ofAnn}` };
    assert.deepEqual((await ask('/api/entries', { headers })).body.entries, []);
    assert.equal((await ask('/api/entries', { headers: { 'x-user-id': 'ann' } })).status, 401);
  });

  test('a token of another issuer, client or kind, an old one, an unsigned or a changed one is no session', async () => {
    const [head, , signature] = tokenOf('bob').split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const other = Buffer.from(JSON.stringify({ sub: 'ann' })).toString('base64url');
    const tokens = [
      ...[{ iss: 'https://other.example' }, { aud: 'other' }, { token_use: 'access' }, { exp: 1 }].map((claims) =>
        tokenOf('ann', claims),
      ),
      ...[`${head}.${other}.${signature}`, `${none}.${other}.x`, 'garbage', 'a.b.c'],
    ];
    for (const token of tokens) assert.equal((await ask('/api/entries', { token })).status, 401, token);
  });

  test('requests that come at once to a new task wait for the keys of the user pool', async () => {
    const fresh = await start('web');
    const headers = { cookie: `session=${tokenOf('ann')}` };
    const answers = await Promise.all([1, 2, 3].map(() => fetch(`${fresh.url}/api/entries`, { headers })));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
  });

  test('a form of another site changes nothing: it could sign a browser in as another user', async () => {
    const headers = (site) => ({ 'sec-fetch-site': site });
    assert.equal((await ask('/api/entries', { method: 'POST', headers: headers('cross-site') })).status, 403);
    assert.equal((await ask('/api/live', { headers: headers('cross-site') })).status, 200, 'a link of another site');
    for (const site of ['same-origin', 'same-site', 'none']) {
      assert.equal((await ask('/api/entries', { method: 'POST', headers: headers(site) })).status, 401, site);
    }
  });

  test('a value that the schema refuses is an error of the request', async () => {
    const token = tokenOf('ann');
    for (const body of [{}, { kind: 'spend', amount: 'x', currency: 'EUR' }]) {
      assert.equal((await ask('/api/entries', { token, method: 'POST', body })).status, 400);
    }
  });

  test('answers 404, 400 and 413 as JSON, and drains at SIGTERM', async () => {
    assert.equal((await ask('/api/gone')).status, 404);
    assert.equal((await ask('/constructor')).status, 404);
    const post = async (body) => (await fetch(`${web.url}/api/entries`, { method: 'POST', body })).status;
    assert.deepEqual([await post('{'), await post('x'.repeat(70_000))], [400, 413]);
    web.child.kill('SIGTERM');
    assert.deepEqual(await once(web.child, 'exit'), [0, null]);
  });
});

describe('the login service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-'));
  const made = new Set();
  const gateway = createServer(({ method, url = '' }, response) => {
    const id = `key${made.size}`;
    if (method === 'POST' && url === '/apikeys') made.add(id);
    if (method === 'DELETE') made.delete(url.slice('/apikeys/'.length));
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(method === 'POST' ? JSON.stringify({ id }) : '');
  });
  let auth;

  before(async () => {
    cpSync(APP, folder, { recursive: true });
    symlinkSync(join(places.sandbox, 'node_modules'), join(folder, 'node_modules')); // the AWS SDK, as its image has it
    await once(gateway.listen(0, '127.0.0.1'), 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (gateway.address());
    const aws = {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      NODE_NO_WARNINGS: '1',
    };
    const variables = { ...aws, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, USAGE_PLAN_ID: 'plan' };
    auth = await start('auth', variables, folder);
  });
  after(() => {
    gateway.closeAllConnections();
    gateway.close();
    rmSync(folder, { recursive: true });
  });

  test('ET2d a user has ten keys at most, of the 10,000 of the account, and takes back its own alone', async () => {
    const ask = async (sub, method, body) => {
      const options = { method, headers: { cookie: `session=${tokenOf(sub)}` }, body: body && JSON.stringify(body) };
      const answer = await fetch(`${auth.url}/api/agent-keys`, options);
      return { status: answer.status, ...(await answer.json()) };
    };
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask('kim', 'POST')));
    const statuses = answers.map(({ status }) => status).toSorted();
    assert.deepEqual(statuses, [...Array(10).fill(201), 409, 409]);
    assert.equal(made.size, 10, 'a key without a row is deleted');
    const { token } = answers.find(({ status }) => status === 201) ?? assert.fail();
    assert.equal((await ask('lee', 'DELETE', { token })).status, 404);
    assert.equal((await ask('kim', 'DELETE', { token })).status, 200);
    assert.equal(made.size, 9);
    assert.equal((await ask('kim', 'POST')).status, 201);
    assert.equal((await ask('kim', 'DELETE')).status, 404);
  });
});
