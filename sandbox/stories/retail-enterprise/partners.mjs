import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  GetUsagePlansCommand,
} from '@aws-sdk/client-api-gateway';
import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { databaseOf } from './database.mjs';
import { PARTNERS } from '../../run/examples/retail-enterprise/example.mjs';
import { query } from '../../run/kernel/aws/mysql.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const OF_POS = 'SELECT external_id AS id, status FROM orders WHERE source = "pos" ORDER BY external_id';

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const waited = {
  name: 'FE11 an order of POS waits while the worker is down, and is written and captured once, though it is sent twice and the payment gateway fails first; a partner has its own route alone',
  async tell(world) {
    const { sandbox } = world;
    const pos = await newKey(sandbox, 'pos');
    const edi = await newKey(sandbox, 'edi');
    const send = (token, path, body) =>
      world.ask(path, { host: PARTNERS, body, headers: token ? { authorization: `ApiKey ${token}` } : {} });
    const order = { kind: 'order', orderId: '1001', items: [{ sku: 'tea', quantity: 3 }], cardToken: 'tok_pos' };
    const statuses = [
      await send(undefined, '/v1/orders', order),
      await send(`pos.${'x'.repeat(43)}`, '/v1/orders', order),
      await send(edi, '/v1/orders', order), // the route of another partner
      await send(pos, '/v1/orders', { ...order, items: [] }),
    ];
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [401, 403, 403, 400],
    );

    await work(sandbox, false);
    const QueueUrl = await ordersQueue(sandbox);
    const seconds = { VisibilityTimeout: '1' }; // instead of two minutes
    await sandbox.ask(SQSClient, new SetQueueAttributesCommand({ QueueUrl, Attributes: seconds }));
    for (const message of [order, order]) assert.equal((await send(pos, '/v1/orders', message)).status, 202);
    const delivery = { kind: 'delivery', deliveryId: 'd-1', items: [{ sku: 'tea', quantity: 20 }] };
    assert.equal((await send(edi, '/v1/deliveries', delivery)).status, 202);
    const { owner } = await databaseOf(sandbox, 'production');
    assert.equal(await waiting(sandbox, QueueUrl), 3);
    assert.deepEqual(await query(owner, [OF_POS]), []);

    const { gateway } = world;
    assert.ok(gateway);
    gateway.status = 503;
    await work(sandbox, true);
    await until(
      'a call of the payment gateway',
      async () => gateway.calls.length,
      (calls) => calls > 0,
    );
    gateway.status = 200;
    await until(
      'no message waits',
      () => waiting(sandbox, QueueUrl),
      (left) => left === 0,
    );
    assert.deepEqual(await query(owner, [OF_POS]), [{ id: '1001', status: 'paid' }]);
    const captured = { key: 'pos:1001', orderId: 'pos:1001', cardToken: 'tok_pos', cents: 1350 };
    for (const call of gateway.calls) assert.deepEqual(call, captured);
    const [{ stock }] = await query(owner, ["SELECT stock FROM products WHERE sku = 'tea'"]);
    assert.equal(stock, 100 - 2 - 3 + 20);
  },
};

/**
 * A key of a partner, as an operator creates it: its token.
 *
 * @param {Sandbox} sandbox
 */
async function newKey(sandbox, partner) {
  const token = `${partner}.${randomBytes(32).toString('base64url')}`;
  const value = createHash('sha256').update(token).digest('hex');
  const { items } = await sandbox.ask(APIGatewayClient, new GetUsagePlansCommand({}));
  const usagePlanId = items[0].id;
  const tags = { MachineApiUsagePlan: usagePlanId };
  const key = await sandbox.ask(
    APIGatewayClient,
    new CreateApiKeyCommand({ name: partner, value, enabled: true, tags }),
  );
  const inPlan = new CreateUsagePlanKeyCommand({ usagePlanId, keyId: key.id, keyType: 'API_KEY' });
  await sandbox.ask(APIGatewayClient, inPlan);
  return token;
}

/**
 * Takes the worker from its queue, or puts it back.
 *
 * @param {Sandbox} sandbox
 */
async function work(sandbox, Enabled) {
  const { EventSourceMappings } = await sandbox.ask(LambdaClient, new ListEventSourceMappingsCommand({}));
  const [{ UUID }] = EventSourceMappings;
  await sandbox.ask(LambdaClient, new UpdateEventSourceMappingCommand({ UUID, Enabled }));
}

/** @param {Sandbox} sandbox */
async function ordersQueue(sandbox) {
  const { QueueUrls } = await sandbox.ask(SQSClient, new ListQueuesCommand({}));
  return QueueUrls.filter((url) => /-Orders/.test(url) && !/DeadLetter/.test(url))[0];
}

/** @param {Sandbox} sandbox */
async function waiting(sandbox, QueueUrl) {
  const names = /** @type {const} */ (['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']);
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  const { Attributes } = await sandbox.ask(SQSClient, asked);
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}
