import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { certificateFor } from '../edge/certificate.mjs';
import { TlsEdge } from '../edge/tls-edge.mjs';
import { visit } from '../edge/visit.mjs';
import { behind } from '../edge/zone.mjs';

const TARGETS = ['Bank-1-x.ap-southeast-1.elb.amazonaws.com', 'd-1x.execute-api.ap-southeast-1.amazonaws.com'];
const HOSTS = new Map(
  [
    ['app.bank.example', 'd1.cloudfront.net'],
    ['api.bank.example', 'dualstack.bank-1-x.ap-southeast-1.elb.amazonaws.com'],
    ['*.tenants.example', 'dualstack.bank-1-x.ap-southeast-1.elb.amazonaws.com'],
    ['machine.bank.example', 'd-1x.execute-api.ap-southeast-1.amazonaws.com'],
    ['old.bank.example', 'gone.ap-southeast-1.elb.amazonaws.com'],
  ].map(([host, target]) => [host, behind(host, target, TARGETS)]),
);

let answer; // of the stub, to the request
let received;
let stub;
/** @type {TlsEdge} */
let edge;
let ca;

before(async () => {
  stub = createServer(async (request, response) => {
    received = { method: request.method, url: request.url, headers: request.headers, body: '' };
    for await (const part of request) received.body += part;
    answer(response);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => stub.once('listening', listening));
  edge = await TlsEdge.listen(0);
  const { port } = /** @type {import('node:net').AddressInfo} */ (stub.address());
  const certificate = await certificateFor(
    ['bank', 'tenants'].flatMap((name) => [`${name}.example`, `${name}.example.localhost`]),
  );
  ca = certificate.ca;
  edge.open({ certificate, zone: { hosts: async () => HOSTS }, url: `http://127.0.0.1:${port}` });
});

after(async () => {
  stub.close();
  await edge.close();
});

function says(headers = {}, body = 'hello') {
  answer = (response) => response.writeHead(200, headers).end(body);
}

const see = (host, path, options) => visit(edge.url(host, path), { ca, ...options });

test('a distribution gets a request for the host name of the site, as over TLS', async () => {
  says({ 'x-cache': 'Miss from cloudfront' });
  const { status, headers, body } = await see('app.bank.example', '/a%20b?c=%2F', {
    headers: { 'x-forwarded-proto': 'http' },
  });
  assert.deepEqual([status, headers['x-cache'], body], [200, 'Miss from cloudfront', 'hello']);
  assert.equal(received.url, '/a%20b?c=%2F');
  assert.equal(received.headers.host, 'app.bank.example');
  assert.equal(received.headers['x-forwarded-proto'], 'https');
});

test('the API gets a request for its host name, with unchanged path and body', async () => {
  says();
  await see('api.bank.example', '/api/graphql', { method: 'POST', body: '{"query":"x"}' });
  assert.deepEqual([received.method, received.url], ['POST', '/api/graphql']);
  assert.equal(received.headers.host, 'api.bank.example');
  assert.equal(received.headers['x-forwarded-proto'], 'https');
  assert.equal(received.body, '{"query":"x"}');
});

test('a REST API gets a request for its custom domain name', async () => {
  says();
  await see('machine.bank.example', '/v1/');
  assert.deepEqual([received.url, received.headers.host], ['/v1/', 'machine.bank.example']);
});

test('a wildcard record leads the names that it covers to its target, and not its own parent', async () => {
  says({ location: 'https://acme.tenants.example/next' });
  const { status, headers } = await see('acme.tenants.example', '/');
  assert.deepEqual([status, received.headers.host], [200, 'acme.tenants.example']);
  assert.equal(headers.location, edge.url('acme.tenants.example', '/next'));
  assert.equal((await see('tenants.example', '/')).status, 421);
});

test('a host without a record is refused, with the hosts that have one', async () => {
  received = undefined;
  const { status, body } = await see('other.bank.example', '/');
  assert.equal(status, 421);
  assert.equal(
    body,
    "No record has the name 'other.bank.example', but there are: app.bank.example, api.bank.example, *.tenants.example, machine.bank.example, old.bank.example.\n",
  );
  assert.equal(received, undefined);
});

test('an alias without a target is an error', async () => {
  const { status, body } = await see('old.bank.example', '/');
  assert.equal(status, 502);
  assert.equal(
    body,
    'The record old.bank.example is an alias of gone.ap-southeast-1.elb.amazonaws.com, which does not exist.\n',
  );
});

test('headers have the host names of the bank in requests, and those of the viewer in responses', async () => {
  says({
    'access-control-allow-origin': 'https://app.bank.example',
    'content-security-policy': "connect-src 'self' https://api.bank.example https://auth.example; base-uri 'self'",
    location: 'https://app.bank.example:443/x?to=https://api.bank.example.evil',
  });
  const behindName = `.localhost:${edge.port}`;
  const origin = `https://app.bank.example${behindName}`;
  const { headers } = await see('api.bank.example', '/', { headers: { origin, referer: `${origin}/x` } });
  assert.deepEqual(
    [received.headers.origin, received.headers.referer],
    ['https://app.bank.example', 'https://app.bank.example/x'],
  );
  assert.equal(headers['access-control-allow-origin'], origin);
  assert.equal(
    headers['content-security-policy'],
    `connect-src 'self' https://api.bank.example${behindName} https://auth.example; base-uri 'self'`,
  );
  assert.equal(headers.location, `${origin}/x?to=https://api.bank.example.evil`);
});

test('an origin of another site is unchanged', async () => {
  says();
  for (const origin of ['https://evil.example', 'https://app.bank.example.evil', 'null']) {
    await see('api.bank.example', '/', { headers: { origin } });
    assert.equal(received.headers.origin, origin);
  }
});

test('headers of a request without a suffix are unchanged', async () => {
  says({ location: 'https://app.bank.example/x' });
  const { headers } = await see('app.bank.example', '/', { headers: { host: 'app.bank.example' } });
  assert.equal(headers.location, 'https://app.bank.example/x');
});

test('an incomplete response is an error', async () => {
  answer = (response) => {
    response.writeHead(200); // without a length, the end of the connection would be the end of the answer
    response.write('half', () => response.destroy());
  };
  await assert.rejects(see('app.bank.example', '/'));
});

test('a closed connection of the emulator is a 502 with a message', async () => {
  answer = (response) => response.destroy();
  const { status, body } = await see('app.bank.example', '/');
  assert.equal(status, 502);
  assert.match(body, /^The emulator did not answer: /);
});

test('the certificate covers the names of the zone only', async () => {
  says();
  assert.equal((await see('bank.example', '/')).status, 421);
  await assert.rejects(visit(`https://bank.test:${edge.port}/`, { ca }), /does not match certificate's altnames/);
  await assert.rejects(visit(edge.url('app.bank.example'), {}), /certificate/);
});

test('a port in use is refused', async () => {
  await assert.rejects(TlsEdge.listen(edge.port), {
    message: `Port ${edge.port} on 127.0.0.1 is in use: choose another one with --edge-port, or a free one with --edge-port 0.`,
  });
});
