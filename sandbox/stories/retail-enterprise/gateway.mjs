import { createServer } from 'node:http';

/** A payment gateway outside of the account: what it was called with, what it answers, and the context with its URL. */
export async function openGateway() {
  /** @type {any[]} */
  const calls = [];
  const gateway = { calls, status: 200, context: { paymentUrl: '' } };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    calls.push({ key: request.headers['idempotency-key'], ...JSON.parse(text) });
    response.writeHead(gateway.status).end('{}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  server.unref();
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  gateway.context.paymentUrl = `http://127.0.0.1:${port}/v1`;
  return gateway;
}
