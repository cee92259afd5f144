// What `stories/mailbox.mjs` reads from the mailbox of the emulator.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { lastCode, mailsTo } from '../mailbox.mjs';

const mail = (to, text) => ({
  Source: 'login@tracker.example',
  To: [to],
  Subject: 'Code',
  BodyText: text,
  BodyHtml: '',
});
const MAILS = {
  111111111111: [mail('mia@tracker.example', 'Your code is 123456.'), mail('leo@tracker.example', 'Hello')],
  222222222222: [mail('mia@tracker.example', 'Your sign-in code is 87654321.')],
};
let server;
let sandbox;

before(async () => {
  server = createServer((request, response) => {
    const found = request.url === '/_ministack/ses/messages' ? { messages: MAILS } : {};
    response.end(JSON.stringify(found));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  sandbox = { url: `http://127.0.0.1:${port}` };
});

after(() => server.close());

test('the mailbox has the e-mails to an address, with their sender', async () => {
  const mails = await mailsTo(sandbox, 'mia@tracker.example');
  assert.deepEqual(
    mails.map(({ text }) => text),
    ['Your code is 123456.', 'Your sign-in code is 87654321.'],
  );
  assert.deepEqual([mails[0].from, mails[0].subject], ['login@tracker.example', 'Code']);
});

test('the last code is that of the last e-mail, and an address without one is named', async () => {
  assert.equal(await lastCode(sandbox, 'mia@tracker.example'), '87654321');
  await assert.rejects(lastCode(sandbox, 'leo@tracker.example'), /no code was sent to leo@tracker.example: 1 e-mails/);
});
