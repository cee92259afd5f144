// What the programs of examples/product-cell do without a database and AWS: its stories show the rest.
import assert from 'node:assert/strict';
import { request } from 'node:https';
import { afterEach, describe, mock, test } from 'node:test';
import { routesOf } from '../../../examples/product-cell/app/api/routes.mjs';
import { moveTenant } from '../../../examples/product-cell/app/move/move-tenant.mjs';
import { callerOf, isTenantId, keyOf } from '../../../examples/product-cell/app/shared/access.mjs';
import { serve } from '../../../examples/product-cell/app/shared/http.mjs';
import { currentIds, following, idsOf, log, logWithMetric } from '../../../examples/product-cell/app/shared/log.mjs';
import { certificate, dnsName } from '../kernel/certificate.mjs';
import { findPackages } from '../packages.mjs';

findPackages();
const { modulesOf } = await import('../../../examples/product-cell/app/api/modules.mjs');
const { takeEvents } = await import('../../../examples/product-cell/app/worker/events.mjs');

const IDS = { traceId: '1-67891233-abcdef012345678912345678', requestId: 'f2wapYYeDsh4bHN65Ft==' };
const HEADERS = { 'x-amzn-trace-id': `Self=1-1-1;Root=${IDS.traceId};Sampled=1`, 'x-amz-cf-id': IDS.requestId };

afterEach(() => mock.restoreAll());

/** The lines that are logged, parsed. */
function heard() {
  const lines = [];
  mock.method(console, 'log', (line) => lines.push(JSON.parse(line)));
  return lines;
}

describe('a line of the log', () => {
  test('PC14d has the ids of its request, which the load balancer and CloudFront write', () => {
    const lines = heard();
    following(idsOf(HEADERS), () => log('within'));
    log('outside');
    assert.deepEqual(
      lines.map(({ message, traceId, requestId }) => ({ message, traceId, requestId })),
      [
        { message: 'within', ...IDS },
        { message: 'outside', traceId: undefined, requestId: undefined },
      ],
    );
  });

  test('PC14d takes no text of a client for an id', () => {
    assert.deepEqual(idsOf({ 'x-amz-cf-id': '"}{"level":"x', 'x-amzn-trace-id': 'Root=a b' }), {
      traceId: 'a',
      requestId: undefined,
    });
    assert.deepEqual(idsOf({}), { traceId: undefined, requestId: undefined });
  });

  test('PC14b is JSON, and a metric of CloudWatch: namespace, dimensions and value are in it', () => {
    const lines = heard();
    logWithMetric(
      'request',
      { name: 'Duration', unit: 'Milliseconds', value: 12 },
      { path: '/v1/health' },
      1700000000000,
    );
    const [{ _aws, ...line }] = lines;
    assert.deepEqual(_aws, {
      Timestamp: 1700000000000,
      CloudWatchMetrics: [
        {
          Namespace: 'ProductCell',
          Dimensions: [['cell', 'service']],
          Metrics: [{ Name: 'Duration', Unit: 'Milliseconds' }],
        },
      ],
    });
    assert.deepEqual(
      [line.message, line.Duration, line.path, line.service, line.cell],
      ['request', 12, '/v1/health', 'worker', '-'],
    );
  });
});

describe('the modules', () => {
  const parameter = (name, healthPath) => ({
    Name: `/cells/one/modules/${name}`,
    Value: JSON.stringify({ healthPath }),
  });

  test('PC3a are those of all pages below the path of the cell', async () => {
    const pages = [
      { Parameters: [parameter('files', '/files/health')], NextToken: 'next' },
      { Parameters: [parameter('teams', '/t')] },
    ];
    const asked = [];
    const send = async ({ input }) => {
      asked.push(input);
      return pages[asked.length - 1];
    };
    const found = await modulesOf({ MODULES_PATH: '/cells/one/modules' }, { send });
    assert.deepEqual(
      [...found],
      [
        ['files', { healthPath: '/files/health' }],
        ['teams', { healthPath: '/t' }],
      ],
    );
    assert.deepEqual(
      asked.map(({ Path, NextToken }) => [Path, NextToken]),
      [
        ['/cells/one/modules', undefined],
        ['/cells/one/modules', 'next'],
      ],
    );
  });

  test('PC3c PC24 give a version their routes and health, below its name, and no other module has any', () => {
    const none = /** @type {any} */ ({});
    const routes = (version, ...names) => {
      const modules = new Map(names.map((name) => [name, { healthPath: `/${name}/health` }]));
      return Object.keys(routesOf({ version, modules, database: none, tenants: none, contacts: none, files: none }));
    };
    const ofTasks = routes('v2', 'tasks').filter((route) => !/operator/.test(route));
    assert.deepEqual(ofTasks, ['GET /v2/health', 'GET /v2/tasks/health']);
    assert.ok(routes('v1', 'contacts').includes('POST /v1/contacts'));
  });
});

describe('a key', () => {
  const headers = (authorization) => ({ authorization });

  test('opens the cell whose secret made it, for its name', () => {
    assert.equal(callerOf(headers(`Bearer ${keyOf('acme', 'one')}`), 'one'), 'acme');
    const { [1]: mac } = keyOf('acme', 'one').split('.');
    for (const other of [keyOf('acme', 'two'), `borealis.${mac}`, 'acme.', '']) {
      assert.throws(() => callerOf(headers(`Bearer ${other}`), 'one'), { status: 401 });
    }
    assert.throws(() => keyOf('acme', undefined), /DB_PASSWORD/);
  });

  test('is of a tenant, which cannot be named as the operator is, nor as a path', () => {
    assert.deepEqual(['acme', 'a-1', 'operator', '../x', 'A', '', undefined].map(isTenantId), [
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

test('PC23 PC14d the API answers by TLS alone, logs the ids of the request, and allows the origins of the cell', async (t) => {
  const { key, cert } = await certificate('task', [dnsName('task')]);
  const lines = heard();
  const server = serve(
    { 'GET /v1/health': () => currentIds() },
    { tls: { key, cert }, origins: ['https://app.example'] },
    { HOST: '127.0.0.1', PORT: '0' },
  );
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const ask = (path, headers = {}) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, rejectUnauthorized: false, agent: false, headers };
      const asked = request(options, async (answer) => {
        let body = '';
        for await (const part of answer) body += part;
        resolve({
          status: answer.statusCode,
          origin: answer.headers['access-control-allow-origin'],
          body: JSON.parse(body),
        });
      });
      asked.on('error', reject).end();
    });

  assert.deepEqual(await ask('/v1/health', { ...HEADERS, origin: 'https://app.example' }), {
    ...{ status: 200, origin: 'https://app.example', body: IDS },
  });
  assert.equal((await ask('/v1/health', { origin: 'https://evil.example' })).origin, undefined);
  assert.deepEqual((await ask('/v1/notes/health')).body, { error: 'There is nothing here.' });
  await assert.rejects(fetch(`http://127.0.0.1:${port}/v1/health`));
  assert.equal((await ask('/v1/health', { 'user-agent': 'ELB-HealthChecker/2.0' })).status, 200);
  const [first, ...more] = lines.filter(({ message }) => message === 'request');
  assert.equal(more.length, 2, 'a check of the load balancer is no request of users');
  assert.deepEqual([first.traceId, first.requestId, first.status], [IDS.traceId, IDS.requestId, 200]);
});

test('PC14d a worker logs the ids of the event, and leaves one that fails in the queue', async () => {
  const lines = heard();
  mock.method(console, 'error', () => {});
  const event = (id) => ({
    Body: JSON.stringify({ Message: JSON.stringify({ type: 'contact.created', tenant: 'acme', id, ids: IDS }) }),
    ReceiptHandle: id,
  });
  const deleted = [];
  const again = [];
  let rounds = 0;
  const send = async ({ input }) => {
    if (input.VisibilityTimeout) return again.push(input.ReceiptHandle);
    if (input.ReceiptHandle) return deleted.push(input.ReceiptHandle);
    rounds += 1;
    return { Messages: [event('good'), event('early')] };
  };
  const query = async (text, [id]) => (text.startsWith('SELECT') && id === 'early' ? [] : [{}]);
  const write = async (_tenant, work) => work(query);
  await takeEvents({ QUEUE_URL: 'https://queue' }, { write }, () => rounds === 1, { send });
  assert.deepEqual([deleted, again], [['good'], ['early']]);
  assert.deepEqual(
    lines.map(({ message, traceId, requestId }) => [message, traceId, requestId]),
    [['done', IDS.traceId, IDS.requestId]],
  );
});

test('a tenant that cannot be moved whole goes on where it was', async () => {
  const states = { from: [], to: [] };
  /** @returns {import('../../../examples/product-cell/app/move/move-tenant.mjs').Cell} */
  const cell = (name, counts) => ({
    host: name,
    ask: async (path, { method = 'GET', body } = {}) => {
      if (/tenant\?/.test(path) && method === 'POST') states[name].push(/** @type {any} */ (body).state);
      if (/rows/.test(path)) return { status: 200, body: { rows: [] } };
      return { status: 200, body: /files/.test(path) ? { files: [] } : { name: 'Acme', counts } };
    },
  });
  const move = {
    tenant: 'acme',
    from: cell('from', { contacts: 2, leads: 2 }),
    to: cell('to', { contacts: 1, leads: 1 }),
  };
  await assert.rejects(moveTenant(move), /There are .*"contacts":2.* in from, and .*"contacts":1/);
  assert.deepEqual(states, { from: ['frozen', 'active'], to: ['frozen', 'frozen'] });
});
