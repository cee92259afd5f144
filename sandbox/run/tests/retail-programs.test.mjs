// What the programs of examples/retail-enterprise do without MySQL, Redis and AWS: its stories show the rest.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { handler } from '../../../examples/retail-enterprise/app/integration/authorizer.mjs';
import { pdfOf } from '../../../examples/retail-enterprise/app/reports/pdf.mjs';
import { hashOf, isPassword } from '../../../examples/retail-enterprise/app/shared/passwords.mjs';
import { Sessions } from '../../../examples/retail-enterprise/app/shared/sessions.mjs';
import { Broadcast } from '../../../examples/retail-enterprise/app/shared/web-sockets.mjs';
import { Frames, frame } from '../edge/frames.mjs';

const METHOD = 'arn:aws:execute-api:us-west-2:111111111111:api/prod/POST/v1/payments';

describe('the authorizer of partners', () => {
  const policyFor = async (authorization) => {
    const { policyDocument, ...rest } = await handler({ headers: { authorization }, methodArn: METHOD });
    return { ...policyDocument.Statement[0], ...rest };
  };

  test('FE11 allows the route of the partner, whatever was called first', async () => {
    const { Effect, Resource, context } = await policyFor(`ApiKey pos.${'a'.repeat(64)}`);
    assert.deepEqual([Effect, context], ['Allow', { partner: 'pos' }]);
    assert.match(Resource, /:api\/prod\/POST\/v1\/orders$/);
  });

  test('FE11 the value of the key is of the whole token: another partner has another', async () => {
    const [pos, edi] = await Promise.all(['pos', 'edi'].map((it) => policyFor(`ApiKey ${it}.${'a'.repeat(64)}`)));
    assert.match(`${pos.usageIdentifierKey}`, /^[0-9a-f]{64}$/);
    assert.notEqual(pos.usageIdentifierKey, edi.usageIdentifierKey);
  });

  for (const value of [
    undefined,
    '',
    'ApiKey pos.short',
    `ApiKey shop.${'a'.repeat(64)}`,
    `ApiKey toString.${'a'.repeat(64)}`,
  ]) {
    test(`FE11 denies ${value}`, async () => {
      assert.deepEqual(
        [(await policyFor(value)).Effect, (await policyFor(value)).usageIdentifierKey],
        ['Deny', undefined],
      );
    });
  }
});

describe('a session', () => {
  const sessions = new Sessions({ JWT_KEY: 'key' });
  const cookie = sessions.cookieFor({ email: 'a@b.example', role: 'staff' }).split(';')[0];

  test('says who a request is from, and what the role may', () => {
    assert.deepEqual(sessions.userOf({ cookie: `a=b; ${cookie}` }, 'viewer'), { email: 'a@b.example', role: 'staff' });
    assert.throws(() => sessions.userOf({ cookie }, 'manager'), { status: 403 });
  });

  test('is refused without a signature of the key, and after its end', () => {
    const [head, payload] = cookie.split('.');
    const admin = Buffer.from(JSON.stringify({ sub: 'a', role: 'admin', exp: 9e9 })).toString('base64url');
    const forged = [`${head}.${payload}.`, `${head}.${admin}.${cookie.split('.')[2]}`, `session=${admin}`, ''];
    for (const one of forged) assert.throws(() => sessions.userOf({ cookie: one }, 'viewer'), { status: 401 });
    assert.throws(() => new Sessions({ JWT_KEY: 'other' }).userOf({ cookie }, 'viewer'), { status: 401 });
    assert.throws(() => new Sessions({}), /JWT_KEY is missing/);
  });

  test('a password is that of its hash alone', async () => {
    const hash = await hashOf('right');
    assert.deepEqual(await Promise.all(['right', 'wrong'].map((it) => isPassword(it, hash))), [true, false]);
    assert.deepEqual(await Promise.all(['', undefined].map((it) => isPassword('', it))), [false, false]);
  });
});

describe('a report', () => {
  test('FE3d each object of the PDF is where its table says, on as many pages as the lines need', () => {
    const text = pdfOf(Array.from({ length: 61 }, (_, line) => `line ${line} (é €) \\`)).toString('latin1');
    const [, start] = /startxref\n(\d+)\n%%EOF\n$/.exec(text) ?? [];
    const table = text.slice(Number(start));
    assert.match(table, /^xref\n0 8\n/);
    const places = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => text.slice(Number(at)));
    places.forEach((at, index) => assert.ok(at.startsWith(`${index + 1} 0 obj\n`), `${index + 1}`));
    assert.equal([...text.matchAll(/\/Type \/Page /g)].length, 2);
    for (const [, length, stream] of text.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      assert.equal(stream.length, Number(length));
    }
    assert.match(text, /\(line 60 \\\(é \?\\\) \\\\\) Tj/);
  });
});

describe('the feed', () => {
  const headers = {
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };

  /** A connection whose client is this test: what it wrote, in frames, after the answer to its request. */
  function connection() {
    const written = new PassThrough();
    const socket = Object.assign(new PassThrough(), {
      write: (data) => written.write(data),
      end: (data) => written.end(data),
    });
    const read = async () => {
      await sleep(10);
      const [answer, ...rest] = `${written.read()?.toString('latin1')}`.split('\r\n\r\n');
      const frames = new Frames().push(Buffer.from(rest.join('\r\n\r\n'), 'latin1'));
      return { answer, frames: frames.map(({ opcode, payload }) => [opcode, payload.toString('latin1')]) };
    };
    return { socket, read };
  }

  test('FE8c hands each message on, answers a ping, and ends with the connection', async () => {
    const { socket, read } = connection();
    const feed = new Broadcast();
    feed.accept({ headers }, socket, { hello: 1 });
    feed.send({ long: 'x'.repeat(200) });
    socket.emit('data', frame(9, Buffer.from('ping'), Buffer.from([1, 2, 3, 4])));
    const { answer, frames } = await read();
    assert.match(answer, /^HTTP\/1\.1 101 .*\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=$/s);
    assert.deepEqual(frames, [
      [1, '{"hello":1}'],
      [1, `{"long":"${'x'.repeat(200)}"}`],
      [10, 'ping'],
    ]);
    socket.emit('close');
    assert.equal(feed.size, 0);
  });

  test('FE8c ends a connection that sends messages, and refuses another version', async () => {
    for (const [opcode, code] of [
      [1, '\x03\xeb'],
      [8, '\x03\xe8'],
    ]) {
      const { socket, read } = connection();
      new Broadcast().accept({ headers }, socket, {});
      socket.emit('data', frame(Number(opcode), Buffer.from('any'), Buffer.from([1, 2, 3, 4])));
      assert.deepEqual((await read()).frames.at(-1), [8, code]);
    }
    const { socket, read } = connection();
    new Broadcast().accept({ headers: { ...headers, 'sec-websocket-version': '8' } }, socket, {});
    assert.match((await read()).answer, /^HTTP\/1\.1 426 /);
  });
});
