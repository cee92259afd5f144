// What `npm run sandbox` serves: pages and API over TLS, and each command of its closing text, in bash with curl. Takes a minute
// or two, for a real deployment.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { nothingIsLeft, start } from './support.mjs';
import { visit } from '../../edge/visit.mjs';
import { places } from '../../kernel/places.mjs';

const run = promisify(execFile);
const MERCHANT = 'merchant.bank.example';
const API = 'api.bank.example';
const APP = 'app.bank.example';

let sandbox;
let said;
let port;
let ca;

before(async () => {
  sandbox = start('deploy.mjs');
  said = await sandbox.until(/Press Ctrl-C/);
  port = said.match(/https:\/\/app\.bank\.example\.localhost:(\d+)\//)?.[1];
  ca = readFileSync(places.ca, 'utf8');
});

after(() => start('down.mjs').ended);

const url = (host, path) => `https://${host}.localhost:${port}${path}`;
const see = (host, path, options) => visit(url(host, path), { ca, ...options });

/** The commands of the closing text, in order, and the `export` lines that each needs. */
function commands() {
  const lines = said.split('\n').filter((line) => line.startsWith('  ') && !line.startsWith('  #'));
  const all = lines.map((line) => line.trim()).filter((line) => /^(export|aws|curl|kill|\S*publish\.sh) /.test(line));
  const exports = all.filter((line) => line.startsWith('export '));
  return { exports, rest: all.filter((line) => !line.startsWith('export ')) };
}

async function shell(line) {
  const { stdout } = await run('bash', ['-c', [...commands().exports, line].join('\n')], { cwd: places.root });
  return stdout;
}

const command = (pattern) => commands().rest.find((line) => pattern.test(line));

/** The path of the script of the portal, which has a hash. */
async function scriptOfPortal() {
  const page = (await see(MERCHANT, '/')).body;
  return page.match(/src="(\/assets\/[\w.-]+-[\w-]{8}\.js)"/)?.[1];
}

for (const host of [APP, MERCHANT]) {
  test(`the page of ${host}, and every file that it refers to`, async () => {
    const page = await see(host, '/');
    assert.equal(page.status, 200);
    assert.match(`${page.headers['content-type']}`, /^text\/html/);
    assert.equal(page.headers['cache-control'], 'no-cache');
    assert.equal(page.headers['strict-transport-security'], 'max-age=31536000');
    assert.match(`${page.headers['content-security-policy']}`, new RegExp(`connect-src 'self' ${url(API, '')}[ ;]`));
    const files = [...page.body.matchAll(/<(?:link|script) [^>]*(?:src|href)="([^"]+)"/g)].map(([, file]) => file);
    assert.ok(files.length > 2, page.body);
    for (const file of files) {
      const { pathname } = new URL(file, url(host, '/')); // Flutter refers to its files by their names, Vite by their paths
      assert.equal((await see(host, pathname)).status, 200, file);
    }
  });

  test(`a route of ${host} is its page, and a file that is not there is none`, async () => {
    const page = (await see(host, '/')).body;
    for (const route of ['/accounts/42?tab=1', '/health']) {
      const { status, body } = await see(host, route);
      assert.deepEqual([status, body], [200, page]);
    }
    for (const path of ['/assets/gone.js', '/_releases/r1/index.html']) {
      const { status, body } = await see(host, path);
      assert.equal(status, 404, path);
      assert.doesNotMatch(body, /<html/);
    }
  });
}

test('an asset with a hash is kept for a year', async () => {
  const { headers } = await see(MERCHANT, await scriptOfPortal());
  assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
});

test('the API has every variable of the task definition that was deployed', async () => {
  const endpoint = said.match(/AWS_ENDPOINT_URL=(\S+)/)?.[1];
  const credentials = { accessKeyId: '982233224911', secretAccessKey: 'sandbox' };
  const ecs = new ECSClient({ endpoint, region: 'ap-southeast-1', credentials });
  const family = new DescribeTaskDefinitionCommand({ taskDefinition: 'prd-rl-bank-api' });
  const { taskDefinition } = await ecs.send(family);
  const { environment = [], secrets = [] } = taskDefinition?.containerDefinitions?.[0] ?? {};
  const { status, body } = await see(API, '/api/about');
  assert.equal(status, 200);
  const expected = [...environment, ...secrets].map(({ name }) => [name, 'set']);
  assert.ok(expected.length > 10);
  assert.deepEqual(JSON.parse(body).environment, Object.fromEntries(expected));
});

test('a browser on a page may ask the API, and one on another page may not', async () => {
  const graphql = (origin, method) =>
    see(API, '/api/graphql', {
      method,
      headers: { origin, 'content-type': 'application/json' },
      body: method === 'POST' ? '{"query":"{__typename}"}' : undefined,
    });
  for (const host of [APP, MERCHANT]) {
    const origin = url(host, '');
    const preflight = await graphql(origin, 'OPTIONS');
    assert.deepEqual([preflight.status, preflight.headers['access-control-allow-origin']], [204, origin]);
    const { status, headers, body } = await graphql(origin, 'POST');
    assert.deepEqual([status, JSON.parse(body)], [200, { data: { __typename: 'Query' } }]);
    assert.equal(headers['access-control-allow-origin'], origin);
  }
  const { headers } = await graphql('https://evil.example', 'POST');
  assert.equal(headers['access-control-allow-origin'], undefined);
});

test('an unknown path of the API is JSON, and no page', async () => {
  const { status, headers, body } = await see(API, '/api/gone');
  assert.deepEqual([status, headers['content-type']], [404, 'application/json']);
  assert.deepEqual(JSON.parse(body), { error: 'There is no /api/gone.' });
});

test('a host without a record is refused, with the hosts that have one', async () => {
  const { status, body } = await see('other.bank.example', '/');
  assert.equal(status, 421);
  assert.match(
    body,
    /there are: api\.bank\.example, app\.bank\.example, merchant\.bank\.example, rl-bank\.ap\.auth0\.com\./,
  );
});

test('each command of the closing text does what its comment says', async (t) => {
  const tried = [];
  const tries = async (pattern, expected) => {
    const line = command(pattern);
    assert.ok(line, `${pattern}`);
    tried.push(line);
    assert.match(await shell(line), expected, line);
  };
  const release = async () => (await see(MERCHANT, await scriptOfPortal())).body.match(/["'`](r\d)["'`]/)?.[1];

  await t.test('AWS', async () => {
    await tries(/list-stacks --query/, /^prd-rl-bank-api\sUPDATE_COMPLETE$/m);
    await tries(/list-stacks --region/, /^prd-rl-bank-sites-edge\sCREATE_COMPLETE$/m);
    await tries(/set-alarm-state/, /^$/);
    await tries(/describe-alarms/, /"prd-rl-bank-api-DeploymentFailed"/);
  });
  await t.test('viewers', async () => {
    await tries(/accounts\/42/, /^HTTP\/1\.1 200[^]*<html/);
    await tries(/assets\/gone/, /^HTTP\/1\.1 404/);
    await tries(/api\/gone/, /^HTTP\/1\.1 404[^]*\{"error":"There is no \/api\/gone\."\}/);
    await tries(/api\/visits/, /"visits":1\}.*"value":"1"/);
    await tries(/--connect-to/, /<title>The bank</);
  });
  await t.test('releases', async () => {
    assert.equal(await release(), 'r1');
    await tries(/--release r2/, /^\w+$/m);
    assert.equal(await release(), 'r2');
    await tries(/--rollback r1/, /^\w+$/m);
    assert.equal(await release(), 'r1');
  });
  await t.test('tasks', async () => {
    await tries(/^kill /, /^HTTP\/1\.1 200/);
    await tries(/force-new-deployment/, /"ecs-svc\/[^]*"ecs-svc\//);
    await tries(/filter-log-events/, /GET \/health 200/);
  });
  assert.deepEqual(tried.sort(), commands().rest.sort());
});

test('Ctrl-C removes everything', async () => {
  sandbox.child.kill('SIGINT');
  const { code, said: all } = await sandbox.ended;
  assert.equal(code, 0, all);
  nothingIsLeft();
});
