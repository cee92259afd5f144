// Tokens and tenants of examples/construction-saas: who a request is from, and which tenant its Host names.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Tenants } from '../../../examples/construction-saas/app/api/tenants.mjs';
import { Tokens } from '../../../examples/construction-saas/app/api/tokens.mjs';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ACME = { id: 'acme', provider: 'Entra' };
const BOREALIS = { id: 'borealis', provider: 'Borealis' };
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as Cognito signs it, with other claims or another head. */
function tokenOf(claims = {}, head = {}) {
  const ofAnn = { sub: 'ann', 'custom:tenant': 'acme', 'cognito:groups': ['pool_Entra'], email: 'ann@mail.example' };
  const exp = Math.floor(Date.now() / 1000) + 600;
  const ours = { iss: 'https://pool.example', aud: 'client', token_use: 'id', exp };
  const text = `${part({ alg: 'RS256', kid: 'one', ...head })}.${part({ ...ours, ...ofAnn, ...claims })}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}

describe('CM5 a token', () => {
  let keys;
  /** @type {Tokens} */
  let tokens;
  before(async () => {
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
    keys = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise((resolve) => keys.listen(0, '127.0.0.1', () => resolve(undefined)));
    tokens = new Tokens({
      ...{ COGNITO_USER_POOL_ID: 'pool', COGNITO_ISSUER: 'https://pool.example', COGNITO_CLIENT_ID: 'client,other' },
      COGNITO_JWKS_URL: `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (keys.address()).port}/`,
    });
  });
  after(() => {
    keys.closeAllConnections();
    keys.close();
  });

  test('is of a user of the tenant that its claim names, by the provider of that tenant', async () => {
    const user = await tokens.userOf(tokenOf(), ACME);
    assert.deepEqual([user?.sub, user?.email], ['ann', 'ann@mail.example']);
    const bob = tokenOf({ sub: 'bob', 'custom:tenant': 'borealis', 'cognito:groups': ['pool_Borealis'] });
    assert.equal((await tokens.userOf(bob, BOREALIS))?.sub, 'bob');
  });

  test('is none of another tenant, whatever the directory of a customer says', async () => {
    assert.equal(await tokens.userOf(tokenOf(), BOREALIS), undefined);
    for (const claims of [
      { 'cognito:groups': ['pool_Borealis'] }, // names acme
      { 'custom:tenant': 'borealis' }, // by our own directory
      { 'cognito:groups': ['Entra'] },
      { 'cognito:groups': undefined },
      { 'custom:tenant': undefined },
    ]) {
      for (const tenant of [ACME, BOREALIS]) {
        assert.equal(await tokens.userOf(tokenOf(claims), tenant), undefined, JSON.stringify([claims, tenant]));
      }
    }
  });

  test('of another issuer, client or kind, an old one, an unsigned or a changed one is of no user', async () => {
    const [head, payload, signature] = tokenOf().split('.');
    const ofAll = part({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'eve' });
    for (const token of [
      ...[{ iss: 'https://other.example' }, { aud: 'third' }, { token_use: 'access' }, { exp: 1 }].map((it) =>
        tokenOf(it),
      ),
      tokenOf({}, { alg: 'none' }),
      tokenOf({}, { alg: 'HS256' }),
      tokenOf({}, { kid: 'two' }),
      `${head}.${payload}.`,
      `${head}.${ofAll}.${signature}`,
      ...['', 'a.b.c', '...', undefined],
    ]) {
      assert.equal(await tokens.userOf(/** @type {any} */ (token), ACME), undefined, `${token}`);
    }
  });
});

describe('CM3c CM8a the Host of a request', () => {
  const rows = {
    cedar: { id: 'cedar', name: 'Cedar', region: 'eu-central-1', domain: 'eu.platform.example', provider: 'Entra' },
  };
  const asked = [];
  /** @type {any} */
  const registry = {
    query: async (_, [id]) => {
      asked.push(id);
      return { rows: rows[id] ? [rows[id]] : [] };
    },
  };
  const values = new Map();
  /** @type {any} */
  const cache = { read: async (key) => values.get(key), write: async (key, value) => values.set(key, value) };
  const tenants = new Tenants({ REGION: 'eu-west-2', TENANT_DOMAIN: 'platform.example' }, registry, cache);
  const of = (host) => tenants.of({ headers: { host } });

  test('of a tenant of another region is refused with the host there', async () => {
    await assert.rejects(of('cedar.platform.example'), { status: 421, more: { host: 'cedar.eu.platform.example' } });
  });

  test('of no tenant is refused, and the registry is asked for ids alone', async () => {
    for (const host of [
      'zebra.platform.example',
      'platform.example',
      'a.cedar.platform.example',
      'cedar.other.example',
    ]) {
      await assert.rejects(of(host), { status: 404 }, host);
    }
    for (const label of ["x'--", '..', '1acme', 'a', 'login_', 'a'.repeat(40)]) {
      await assert.rejects(of(`${label}.platform.example`), { status: 404 }, label);
    }
    assert.deepEqual(asked, ['cedar', 'zebra']);
  });
});
