import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { places } from '../kernel/places.mjs';

const program = join(places.samples, 'api', 'server.mjs');
const ORIGIN = 'https://app.bank.example';
const started = [];

afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

/** Starts the API with an environment; its URL once it listens. */
async function api(environment = {}, address = '127.0.0.1:0') {
  const child = spawn(process.execPath, [program, address], { env: { PATH: process.env.PATH, ...environment } });
  started.push(child);
  const ended = once(child, 'close');
  const said = await new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').once('data', resolve);
  });
  return { child, ended, said, url: `http://${/listening on (\S+)/.exec(said)?.[1]}` };
}

test('the API answers its health check', async () => {
  const { url } = await api();
  const answer = await fetch(`${url}/health`);
  assert.deepEqual([answer.status, await answer.json()], [200, { status: 'ok' }]);
});

test('the API returns the names of its variables and never a value', async () => {
  const { url } = await api({ DB_URI: 'hunter2', EMPTY: '', NODE_EXTRA_CA_CERTS: '' });
  const answer = await fetch(`${url}/api/about`);
  const text = await answer.text();
  assert.deepEqual(JSON.parse(text).environment, { DB_URI: 'set', EMPTY: 'empty' });
  assert.doesNotMatch(text, /hunter2/);
});

test('the API answers its operations, and others with an error', async () => {
  const { url } = await api();
  const query = async (body) => {
    const answer = await fetch(`${url}/api/graphql`, { method: 'POST', body });
    return [answer.status, /** @type {any} */ (await answer.json())];
  };
  assert.deepEqual(await query('{"query":"{__typename}"}'), [200, { data: { __typename: 'Query' } }]);
  assert.equal((await query('{"query":"{ accounts { id } }"}'))[1].data.accounts[0].id, '42');
  assert.match((await query('{"query":"{ supportCases { id } }"}'))[1].errors[0].message, /Only staff/);
  assert.match((await query('{"query":"{ gone }"}'))[1].errors[0].message, /has no gone/);
  assert.equal((await query('null'))[0], 200);
  assert.deepEqual(await query('{'), [400, { error: 'The body is not JSON.' }]);
  assert.deepEqual(await query('x'.repeat(70_000)), [413, { error: 'The body is too large.' }]);
});

test('without a database and a cache there are no visits, and one that does not answer is named', async () => {
  const visits = async (environment) => {
    const { url } = await api(environment);
    const answer = await fetch(`${url}/api/visits`, { method: 'POST' });
    return [answer.status, await answer.json()];
  };
  assert.deepEqual(await visits({}), [200, { database: null, cache: null }]);
  const [status, body] = await visits({ DB_URI: 'mongodb://bank:hunter2@db.example/bank' });
  assert.deepEqual([status, body], [503, { error: 'DB_URI is no URI of a PostgreSQL database.' }]);
  assert.equal((await visits({ DB_HOST: '127.0.0.1', DB_PORT: '1' }))[0], 503);
});

test('the API reads its cache with the login of the URI, and an answer that arrives in parts', async () => {
  let heard = '';
  const said = ['+OK\r\n$22\r\nvalkey_ver', 'sion:8.1.8\r\n\r\n$1\r\n4', '\r\n'];
  const server = createServer((socket) => {
    socket.setEncoding('utf8').on('data', async (text) => {
      heard += text;
      while (heard.includes('sample:visits') && said.length > 0) {
        socket.write(`${said.shift()}`);
        await sleep(5);
      }
    });
  });
  await once(server.listen(0, '127.0.0.1').unref(), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const { url } = await api({ CACHE_URI: `redis://app:secret@127.0.0.1:${port}` });
  const answer = await fetch(`${url}/api/visits`);
  assert.deepEqual(await answer.json(), { database: null, cache: { version: '8.1.8', value: '4' } });
  assert.match(heard, /^\*3\r\n\$4\r\nAUTH\r\n\$3\r\napp\r\n\$6\r\nsecret\r\n/);
});

test('errors of the API are JSON', async () => {
  const { url } = await api();
  for (const [path, status] of /** @type {[string, number][]} */ ([
    ['/api/gone', 404],
    ['/', 404],
    ['/api/graphql', 405],
  ])) {
    const answer = await fetch(url + path);
    assert.equal(answer.status, status, path);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.ok(/** @type {any} */ (await answer.json()).error);
  }
});

test('CORS allows the origins of the whitelist only', async () => {
  const { url } = await api({ CORS_ORIGIN_WHITELIST: `https://merchant.bank.example,${ORIGIN}` });
  const allowed = async (origin, method) => {
    const answer = await fetch(`${url}/api/graphql`, { method, headers: { origin } });
    return [answer.status, answer.headers.get('access-control-allow-origin')];
  };
  assert.deepEqual(await allowed(ORIGIN, 'OPTIONS'), [204, ORIGIN]);
  assert.deepEqual(await allowed(ORIGIN, 'GET'), [405, ORIGIN]);
  assert.deepEqual(await allowed('https://evil.example', 'OPTIONS'), [204, null]);
});

test('the API answers open requests after SIGTERM, and ends', async () => {
  const { child, ended, url } = await api();
  const post = request(`${url}/api/graphql`, { method: 'POST' });
  post.write('{"query":');
  await once(child.stdout, 'data', { signal: AbortSignal.timeout(200) }).catch(() => {}); // it has the first half
  child.kill('SIGTERM');
  await once(child.stdout, 'data'); // SIGTERM: draining
  post.end('"{__typename}"}');
  const [answer] = await once(post, 'response');
  assert.equal(answer.statusCode, 200);
  answer.resume();
  assert.deepEqual(await ended, [0, null]);
});

test('the API reports a port in use', async () => {
  const { url } = await api();
  const { said, ended } = await api({}, new URL(url).host);
  assert.match(said, /^Cannot listen on 127\.0\.0\.1:\d+: listen EADDRINUSE/);
  assert.deepEqual(await ended, [1, null]);
});
