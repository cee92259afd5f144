// The programs of examples/expense-tracker against PostgreSQL: the web application and the login service as processes, the functions
// in this one.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startPostgresql } from './postgresql-server.mjs';
import { migrate } from '../../../examples/expense-tracker/app/migrate/migrate.mjs';
import { Database } from '../../../examples/expense-tracker/app/shared/database.mjs';
import { places } from '../kernel/places.mjs';

const APP = join(places.examples, 'expense-tracker', 'app');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ECB = `<Cube time='2026-11-27'><Cube currency='USD' rate='1.05'/><Cube currency='RSD' rate='117.1'/></Cube>`;
const PAGES = {
  '/keys': JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }),
  '/ecb': ECB.replace('2026-11-27', today()),
  '/nbu': JSON.stringify([{ cc: 'USD', rate: 42, exchangedate: today().split('-').reverse().join('.') }]),
};
const children = [];
let postgresql;
let pages;
/** @type {Record<string, string>} of a service */
let environment;

before(async () => {
  pages = createServer(({ url = '' }, response) => response.writeHead(PAGES[url] ? 200 : 404).end(PAGES[url]));
  await once(pages.listen(0, '127.0.0.1'), 'listening');
  postgresql = await startPostgresql();
  await migrate(postgresql.environment);
  environment = {
    ...postgresql.environment,
    ...{ DB_USER: 'app', DB_PASSWORD: 'of-app', NODE_EXTRA_CA_CERTS: postgresql.ca, NODE_ENV: 'production' },
    ...{
      AUTH_MODE: 'cognito',
      COGNITO_ISSUER: 'https://pool.example',
      COGNITO_CLIENT_ID: 'client',
      COGNITO_JWKS_URL: page('/keys'),
    },
  };
  Object.assign(process.env, environment, { RATE_SOURCES: JSON.stringify({ ECB: page('/ecb'), NBU: page('/nbu') }) });
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  pages.closeAllConnections();
  pages.close();
  await postgresql.stop();
});

function page(path) {
  return `http://127.0.0.1:${pages.address().port}${path}`;
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

/** Starts a service on a free port; what it says first, and its URL. */
async function start(service, variables = {}, app = APP) {
  const child = spawn(process.execPath, [join(app, service, 'server.mjs')], {
    env: { PATH: process.env.PATH, ...environment, HOST: '127.0.0.1', PORT: '0', ...variables },
  });
  children.push(child);
  const said = await new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').once('data', resolve);
  });
  return { child, said, url: `http://${/listening on (\S+)/.exec(said)?.[1]}` };
}

/** A token as Cognito signs it. */
function tokenOf(sub, claims = {}) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 600;
  const payload = { sub, iss: 'https://pool.example', aud: 'client', token_use: 'id', exp, ...claims };
  const text = `${encode({ alg: 'RS256', kid: 'one' })}.${encode(payload)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}

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
    const aws = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', NODE_NO_WARNINGS: '1' };
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

describe('the functions of the machine API', () => {
  const token = `ebta_${'0'.repeat(40)}`;
  const hash = createHash('sha256').update(token).digest('hex');
  let authorize;
  let run;
  let workspaceId;

  before(async () => {
    ({ handler: authorize } = await import('../../../examples/expense-tracker/app/machine/authorizer.mjs'));
    ({ handler: run } = await import('../../../examples/expense-tracker/app/machine/sql.mjs'));
    const database = new Database(environment);
    workspaceId = await database.as({ userId: 'eve' }, async (client) => {
      await client.query('INSERT INTO agent_keys (key_hash, gateway_key_id) VALUES ($1, $2)', [hash, 'k']);
      const { rows } = await client.query("SELECT create_workspace('Eve') AS id");
      await client.query("SELECT set_config('app.workspace_id', $1, true)", [rows[0].id]);
      await client.query(
        "INSERT INTO ledger_entries (kind, amount, currency) SELECT 'spend', n, 'EUR' FROM generate_series(1, 120) n",
      );
      return rows[0].id;
    });
    await database.end();
  });

  const methodArn = 'arn:aws:execute-api:eu-central-1:111111111111:api/prod/POST/v1/sql';
  const post = async (sql, { userId = 'eve', headers = {} } = {}) => {
    const requestContext = { authorizer: { userId } };
    const answer = await run({
      httpMethod: 'POST',
      resource: '/v1/sql',
      headers,
      body: JSON.stringify({ sql }),
      requestContext,
    });
    return { status: answer.statusCode, ...JSON.parse(answer.body) };
  };

  test('ET2a the authorizer allows the whole stage to the user of a key, denies an unknown one and another header', async () => {
    const allowed = await authorize({ headers: { authorization: `ApiKey ${token}` }, methodArn });
    const Resource = methodArn.replace('POST/v1/sql', '*');
    assert.deepEqual(allowed.policyDocument.Statement, [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource }]);
    assert.deepEqual([allowed.context, allowed.usageIdentifierKey], [{ userId: 'eve' }, hash]);
    const denied = await authorize({ headers: { Authorization: `ApiKey ebta_${'1'.repeat(40)}` }, methodArn });
    assert.deepEqual([denied.policyDocument.Statement[0].Effect, denied.usageIdentifierKey], ['Deny', undefined]);
    for (const Authorization of ['', 'Bearer x', 'ApiKey ', `ApiKey ${token} ${token}`]) {
      const { policyDocument } = await authorize({ headers: { Authorization }, methodArn });
      assert.equal(
        policyDocument.Statement[0].Effect,
        'Deny',
        'an error would be one of the function, and of its alarm',
      );
    }
  });

  test('ET2b the discovery is open; SQL needs the user of the authorizer, and headers are none', async () => {
    assert.equal((await run({ httpMethod: 'GET', resource: '/v1/' })).statusCode, 200);
    const forged = {
      httpMethod: 'POST',
      resource: '/v1/sql',
      headers: { 'x-user-id': 'eve' },
      body: '{"sql":"SELECT 1"}',
    };
    assert.equal((await run(forged)).statusCode, 401);
  });

  test('a statement returns at most 100 rows of the workspace, the only one or that of the header', async () => {
    const { rows, rowCount, isTruncated } = await post('SELECT amount FROM ledger_entries');
    assert.deepEqual([rows.length, rowCount, isTruncated], [100, null, true]);
    const headers = { 'X-Workspace-Id': workspaceId };
    assert.equal((await post('SELECT count(*)::int FROM ledger_entries', { headers })).rows[0].count, 120);
    assert.equal((await post('SELECT 1 FROM ledger_entries', { headers, userId: 'ann' })).rowCount, 0);
    assert.equal((await post('SELECT generate_series(1, 10000000000) AS n')).isTruncated, true, 'without its end');
    assert.equal((await post("UPDATE ledger_entries SET note = 'x' WHERE amount = 1")).rowCount, 1);
    assert.equal((await post('SELECT nothing')).status, 400);
  });

  test('other statements, two at a time, catalogs, and ways round are refused', async () => {
    for (const sql of [
      ...['DROP TABLE ledger_entries', 'SET app.user_id = 1', '', undefined, 'SELECT 1; SELECT 2', 'x'.repeat(30_000)],
      ...[
        'SELECT query FROM pg_stat_activity',
        'DELETE FROM agent_keys',
        'SELECT * FROM "pg_authid"',
        "SELECT set_config('app.user_id', 'ann', true)",
      ],
      ...[
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        'SELECT U&"\\0070g_sleep"(1)',
        "SELECT E'\\'' || pg_sleep(1)",
      ],
      ...[
        "SELECT $$'$$, pg_sleep(1), $$'$$",
        "SELECT '--' -- '\n, pg_sleep(1)",
        `SELECT query AS "'" FROM pg_stat_activity AS "'"`,
        "SELECT $é$'$é$, pg_sleep(1), $é$'$é$",
        'SELECT * INTO mine FROM ledger_entries',
      ],
    ]) {
      const { status, error } = await post(sql);
      assert.equal(status, 400, sql);
      assert.ok(error);
    }
    assert.equal((await post("SELECT 'pg_sleep'")).status, 200, 'a text is data');
    assert.equal((await post("SELECT '$5 -- $6' AS \"it's\"")).status, 200, 'a text is data');
  });

  test('what a statement does is no error of the function, whose alarm pages an operator', async () => {
    for (const sql of [
      ...['SELECT (SELECT n FROM generate_series(1, 2) AS n)', 'SELECT lastval()', 'SELECT 1\0', 'SELECT $1'],
      ...["SELECT repeat('x', 1100000000)", "SELECT repeat('x', 7000000)", 'SELECT repeat(chr(1), 2000000)'],
    ]) {
      const { status, error } = await post(sql);
      assert.equal(status, 400, sql);
      assert.ok(error);
    }
    assert.equal((await post('SELECT 1 AS one')).rows[0].one, 1, 'the next one has a connection');
  });

  test('an answer that is too large is not read to its end', async () => {
    const atFirst = process.memoryUsage.rss();
    assert.equal((await post("SELECT repeat('x', 400000000)")).status, 400);
    assert.ok(process.memoryUsage.rss() - atFirst < 200_000_000, `${process.memoryUsage.rss() - atFirst}`);
  });

  test('CM6 an import is written once, under the row-level security of its user; one that fails is named alone', async () => {
    const { handler } = await import('../../../examples/expense-tracker/app/machine/imports.mjs');
    const record = (messageId, userId, amount) => ({
      ...{ messageId, messageAttributes: { userId: { stringValue: userId } } },
      body: JSON.stringify({ workspace: workspaceId, entries: [{ kind: 'spend', amount, currency: 'EUR' }] }),
    });
    const Records = [
      record('a', 'eve', 777),
      record('b', 'ann', 777),
      record('c', 'eve', 'x'),
      record('a', 'eve', 777),
    ];
    const failed = { batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }] };
    assert.deepEqual(await handler({ Records }), failed);
    assert.equal((await post('SELECT 1 FROM ledger_entries WHERE amount = 777')).rowCount, 1);
  });
});

describe('the worker of exchange rates', () => {
  let handler;
  const owner = () => new Database(postgresql.environment);

  before(async () => {
    Object.assign(process.env, { DB_USER: 'rates', DB_PASSWORD: 'of-rates' });
    ({ handler } = await import('../../../examples/expense-tracker/app/rates/worker.mjs'));
  });

  test('ET3 writes what the sources have, and the rates of all pairs of each day; a second run writes the same rows', async () => {
    const { raw, daily } = await handler();
    assert.deepEqual([raw, daily], [3, 12]); // EUR, RSD, UAH and USD today
    assert.equal((await handler()).daily, 0);
    const database = owner();
    const [{ rate }] = await database.query(
      "SELECT round(rate, 4)::text AS rate FROM fx_rates_daily WHERE base_currency = 'EUR' AND quote_currency = 'UAH'",
    );
    await database.end();
    assert.equal(rate, '44.1000');
  });

  test('a source that fails is named once the others are written, and its rate of yesterday is carried on', async () => {
    const database = owner();
    await database.query('UPDATE fx_rates_raw SET rate_date = rate_date - 1');
    process.env.RATE_SOURCES = JSON.stringify({ ECB: page('/ecb'), NBU: page('/gone') });
    await assert.rejects(handler(), { message: 'NBU: it answered 404' });
    const rows = await database.query(
      "SELECT (current_date - source_rate_date) AS age FROM fx_rates_daily WHERE base_currency = 'UAH' AND quote_currency = 'USD' AND calendar_date = current_date",
    );
    await database.end();
    assert.deepEqual(rows, [{ age: 1 }]);
  });
});
