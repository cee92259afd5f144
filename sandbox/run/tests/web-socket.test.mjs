import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { certificateFor } from '../edge/certificate.mjs';
import { CLOSE, Frames, PING, TEXT, frame } from '../edge/frames.mjs';
import { TlsEdge } from '../edge/tls-edge.mjs';
import { openWebSocket } from '../edge/web-socket.mjs';

const HOST = 'shop.example';
const HOSTS = new Map([[HOST, { host: HOST }]]);

let url; // of the stub
let received;
let ended;
let stub;
/** @type {TlsEdge} */
let edge;
let ca;

before(async () => {
  stub = createServer((_, response) => response.writeHead(426, { 'x-from': 'stub' }).end('no upgrade'));
  stub.on('upgrade', (request, socket) => {
    received = { url: request.url, headers: request.headers };
    if (request.url === '/refused') return void socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno');
    if (request.url === '/lost') return void socket.destroy();
    echo(request, socket);
  });
  await new Promise((listening) => stub.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (stub.address());
  url = `http://127.0.0.1:${port}`;
  edge = await TlsEdge.listen(0);
  const certificate = await certificateFor([HOST, `${HOST}.localhost`]);
  ca = certificate.ca;
  edge.open({ certificate, zone: { hosts: async () => HOSTS }, url });
});

after(async () => {
  await edge.close();
  stub.close();
});

/** Greets before the first message, sends each back, pings at `ping` and ends at `end`. */
function echo(request, socket) {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...lines, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
  socket.write(frame(TEXT, Buffer.from('hello')));
  const frames = new Frames();
  ended = new Promise((resolve) => socket.on('close', resolve));
  socket
    .on('error', () => {})
    .on('data', (chunk) => {
      for (const { opcode, payload } of frames.push(chunk)) {
        if (opcode === CLOSE || `${payload}` === 'end') socket.end(frame(CLOSE, Buffer.alloc(0)));
        else socket.write(frame(opcode === TEXT && `${payload}` === 'ping' ? PING : TEXT, payload));
      }
    });
}

const open = (path, options) => openWebSocket(edge.url(HOST, path), { ca, ...options });

test('a handshake has the deployed host and origin, and messages go both ways', async () => {
  const socket = await open('/api/ws?a=b', { protocol: 'chat', headers: { origin: edge.url(HOST, '') } });
  assert.equal(await socket.next(), 'hello');
  for (const text of ['short', 'ä'.repeat(200), 'x'.repeat(70000)]) {
    socket.send(text);
    assert.equal(await socket.next(), text);
  }
  assert.equal(received.url, '/api/ws?a=b');
  const { host, origin, upgrade, connection } = received.headers;
  assert.deepEqual([host, origin, upgrade, connection], [HOST, `https://${HOST}`, 'websocket', 'Upgrade']);
  assert.equal(received.headers['sec-websocket-protocol'], 'chat');
  assert.equal(received.headers['x-forwarded-proto'], 'https');
  socket.close();
  await ended;
});

test('either side ends it, and a ping is answered', async () => {
  const socket = await open('/api/ws');
  await socket.next();
  socket.send('ping'); // the pong comes back as a message
  assert.equal(await socket.next(), 'ping');
  socket.send('end');
  assert.equal(await socket.next(), undefined);
  assert.equal(socket.isOpen, false);
});

test('another answer than 101 comes back as it is', async () => {
  await assert.rejects(open('/refused'), { status: 403, body: 'no' });
  const elsewhere = openWebSocket(edge.url('none.shop.example', '/'), { ca });
  await assert.rejects(elsewhere, ({ status, body }) => status === 421 && body.includes('No record has the name'));
  await assert.rejects(open('/lost'), { status: 502 });
});

test('the edge closes with a WebSocket open', async () => {
  const other = await TlsEdge.listen(0);
  const certificate = await certificateFor([HOST, `${HOST}.localhost`]);
  other.open({ certificate, zone: { hosts: async () => HOSTS }, url });
  const socket = await openWebSocket(other.url(HOST, '/'), { ca: certificate.ca });
  assert.equal(await socket.next(), 'hello');
  await other.close();
  assert.equal(await socket.next(), undefined);
});
