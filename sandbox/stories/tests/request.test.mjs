// What `stories/account/request.mjs` sends, against a server that repeats it.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { requestApi, requestHost } from '../account/request.mjs';

const HOST = 'api.tracker.example';
let server;
let sandbox;

before(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method, url, headers } = request;
    const found = url === '/moved' ? { location: 'https://elsewhere.example/' } : {};
    const answer = url === '/text' ? 'no JSON' : JSON.stringify({ method, url, headers, body });
    response.writeHead(url === '/moved' ? 301 : 200, found).end(answer);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  sandbox = { url: `http://127.0.0.1:${port}` };
});

after(() => server.close());

test('an API gets a request for its own name, over TLS, with the token and the address of the client', async () => {
  const { status, body } = await requestApi(sandbox, HOST, '/v1/?a=b', { token: 'secret', from: '173.245.48.7' });
  assert.deepEqual([status, body.method, body.url, body.body], [200, 'GET', '/v1/?a=b', '']);
  const { host, authorization, 'x-forwarded-for': address, 'x-forwarded-proto': protocol } = body.headers;
  assert.deepEqual([host, authorization, address, protocol], [HOST, 'secret', '173.245.48.7', 'https']);
});

test('a body is sent as JSON by POST, unless the caller says otherwise', async () => {
  const { body } = await requestApi(sandbox, HOST, '/v1/sql', { body: { sql: 'SELECT 1' } });
  assert.deepEqual([body.method, body.headers['content-type']], ['POST', 'application/json']);
  assert.deepEqual(JSON.parse(body.body), { sql: 'SELECT 1' });
  const headers = { 'content-type': 'text/plain' };
  const other = await requestApi(sandbox, HOST, '/v1/sql', { body: 1, method: 'PUT', headers });
  assert.deepEqual([other.body.method, other.body.headers['content-type']], ['PUT', 'text/plain']);
});

test('without a token there is no header for it, and an answer that is no JSON stays text', async () => {
  const { body } = await requestApi(sandbox, HOST, '/');
  assert.ok(!('authorization' in body.headers) && !('x-forwarded-for' in body.headers));
  assert.equal((await requestApi(sandbox, HOST, '/text')).body, 'no JSON');
});

test('a host is requested with the protocol of its client, and a redirect is not followed', async () => {
  const { body } = await requestHost(sandbox, HOST, '/', 'http');
  assert.equal(JSON.parse(body).headers['x-forwarded-proto'], 'http');
  const { status, location } = await requestHost(sandbox, HOST, '/moved');
  assert.deepEqual([status, location], [301, 'https://elsewhere.example/']);
});
