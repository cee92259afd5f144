// The functions of examples/expense-tracker in this process, against PostgreSQL.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { environment, page, postgresql } from './tracker-programs.mjs';
import { Database } from '../../../examples/expense-tracker/app/shared/database.mjs';

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
