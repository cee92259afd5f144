import assert from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { LIVE, OTHER } from './cells.mjs';
import { itemsOf, token } from '../account/pages.mjs';
import { until } from '../until.mjs';

const TRACE = '1-67891233-abcdef012345678912345678';

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>} */
export const answers = {
  name: 'PC2b PC3a PC3c PC10d PC24 a cell serves the modules that it has and no other, in both versions; a tenant has its rows and files alone, and its key opens no other cell',
  async tell(world) {
    for (const version of ['v1', 'v2']) {
      for (const module of ['files', 'teams', 'tasks', 'leads']) {
        const { status, body } = await world.ask(LIVE, `/${version}/${module}/health`);
        assert.deepEqual([status, body], [200, { healthy: true, module }]);
      }
      const { status, body } = await world.ask(LIVE, `/${version}/contacts/health`);
      assert.deepEqual([status, body], [404, { error: 'There is nothing here.' }]);
    }
    for (const [tenant, name] of Object.entries({ acme: 'Acme', borealis: 'Borealis' })) {
      const added = await world.ask(LIVE, `/v1/operator/tenant?tenant=${tenant}`, {
        as: 'operator',
        method: 'PUT',
        body: { name },
      });
      assert.deepEqual([added.status, added.body], [200, { tenant }]);
    }
    const upload = await world.ask(LIVE, '/v1/files', { as: 'acme', body: { name: 'plan.pdf' } });
    assert.equal(upload.status, 200, JSON.stringify(upload.body));
    assert.equal((await fetch(upload.body.url, { method: 'PUT', body: 'a plan' })).status, 200);
    const filesOf = async (as) => (await world.ask(LIVE, '/v2/files', { as })).body;
    assert.deepEqual(await filesOf('acme'), { files: [{ name: 'plan.pdf', size: 6 }], total: 1 });
    assert.deepEqual(await filesOf('borealis'), { files: [], total: 0 });

    const ofOther = await world.keyFor(OTHER, 'acme');
    const strange = await world.ask(LIVE, '/v1/files', { headers: { authorization: `Bearer ${ofOther}` } });
    assert.equal(strange.status, 401);
    assert.equal((await world.ask(LIVE, '/v1/operator/tenant?tenant=acme', { as: 'acme' })).status, 403);
  },
};

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>} */
export const followed = {
  name: 'PC14d PC12a the id of a request is in the logs of the API and, with its event, of the worker that takes it from the queue of the module',
  async tell(world) {
    const tenant = '/v2/operator/tenant?tenant=acme';
    await world.ask(OTHER, tenant, { as: 'operator', method: 'PUT', body: { name: 'Acme' } });
    const headers = { 'x-amzn-trace-id': `Root=${TRACE}` };
    const made = await world.ask(OTHER, '/v2/contacts', {
      as: 'acme',
      headers,
      body: { name: 'Ann', email: 'a@b.example' },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));

    const lines = await until(
      'the line of the worker',
      () => linesOf(world, OTHER, TRACE),
      (found) => found.some(({ service, message }) => service === 'leads' && message === 'done'),
    );
    const [ofApi] = lines.filter(({ message }) => message === 'request');
    assert.deepEqual([ofApi.service, ofApi.path, ofApi.status], ['api-v2', '/v2/contacts', 201]);
    assert.match(ofApi.requestId, /^[\w=-]{10,}$/);
    assert.deepEqual([...new Set(lines.map(({ requestId }) => requestId))], [ofApi.requestId]);
    const { body } = await world.ask(OTHER, '/v2/contacts', { as: 'acme' });
    assert.deepEqual(body, {
      contacts: [{ id: made.body.id, name: 'Ann', email: 'a@b.example', lead: true }],
      total: 1,
    });
  },
};

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>} */
export const measured = {
  name: 'PC14b a line of the log is JSON, and that of a request a metric in the embedded format',
  async tell(world) {
    const [line] = (await linesOf(world, OTHER, TRACE)).filter(({ message }) => message === 'request');
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
    assert.equal(Namespace, 'ProductCell');
    for (const name of Dimensions[0]) assert.equal(typeof line[name], 'string', name);
    for (const { Name } of Metrics) assert.equal(typeof line[Name], 'number', Name);
  },
};

/** The lines with a text in the log groups of a cell. */
async function linesOf({ sandbox }, cell, text) {
  const listed = { what: 'log group', Command: DescribeLogGroupsCommand, list: 'logGroups', input: {} };
  const groups = await itemsOf(sandbox.client(CloudWatchLogsClient), { ...listed, next: token('nextToken') });
  const own = groups
    .map(({ logGroupName }) => logGroupName)
    .filter((name) => name.replaceAll('-', '').includes(cell.replaceAll('-', '')));
  const all = own.map(async (logGroupName) => {
    const { events = [] } = await sandbox.ask(CloudWatchLogsClient, new FilterLogEventsCommand({ logGroupName }));
    return events.flatMap(({ message }) => (message.includes(text) ? JSON.parse(message) : []));
  });
  return (await Promise.all(all)).flat();
}
