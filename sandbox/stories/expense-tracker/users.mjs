import assert from 'node:assert/strict';
import { ask } from './request.mjs';
import { AUTH } from '../../run/examples/expense-tracker/example.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * Registers a user with the code that is mailed to it; the cookie of its session.
 *
 * @param {Sandbox} sandbox
 * @param {string} email
 */
export async function register(sandbox, email) {
  const begun = await ask(sandbox, AUTH, '/api/register', { body: { email } });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const code = await codeFor(sandbox, email, 1);
  return sessionOf(await ask(sandbox, AUTH, '/api/confirm', { body: { email, code, ...begun.body } }));
}

/**
 * Signs a user in with another code.
 *
 * @param {Sandbox} sandbox
 * @param {string} email
 * @param {number} mails how many the user has had then
 */
export async function signIn(sandbox, email, mails) {
  const begun = await ask(sandbox, AUTH, '/api/login', { body: { email } });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const code = await codeFor(sandbox, email, mails);
  return sessionOf(await ask(sandbox, AUTH, '/api/code', { body: { email, code, ...begun.body } }));
}

/** The token of a new key for a machine client of a user. */
export async function newKey(sandbox, cookie) {
  const made = await ask(sandbox, AUTH, '/api/agent-keys', { method: 'POST', headers: { cookie } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.token;
}

function sessionOf({ status, headers, body }) {
  assert.equal(status, 200, JSON.stringify(body));
  const [written = ''] = headers['set-cookie'] ?? [];
  assert.match(written, /; Domain=tracker\.example; Path=\/; HttpOnly; Secure; SameSite=Lax$/, 'ET4c');
  return written.split(';')[0];
}

/** The code in the newest mail to an address. */
async function codeFor(sandbox, email, mails) {
  const all = await until(
    `${email} has ${mails} mails`,
    () => mailsTo(sandbox, email),
    ({ length }) => length >= mails,
  );
  const [code] = /\b\d{6,8}\b/.exec(all.at(-1).BodyText || all.at(-1).BodyHtml) ?? [];
  return code;
}

async function mailsTo(sandbox, email) {
  const answer = await fetch(`${sandbox.url}/_ministack/ses/messages?account=${sandbox.account}`);
  const { messages } = /** @type {any} */ (await answer.json());
  return (messages[sandbox.account] ?? []).filter((mail) => JSON.stringify(mail).includes(email));
}
