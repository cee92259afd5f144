// A small HTTPS server: routes by method and path, JSON, CORS, a log line with the ids of each request, and no request lost at SIGTERM.
import { createServer } from 'node:https';
import { following, idsOf, log, logError, logWithMetric } from './log.mjs';

const LARGEST_BODY = 1024 * 1024;

/** An answer other than 200; `more` is what the body has beside the message. */
export class Refused extends Error {
  /** @param {number} status @param {string} message @param {Record<string, any>} options */
  constructor(status, message, { headers = {}, ...more } = {}) {
    super(message);
    Object.assign(this, { status, headers, more });
  }
}

/**
 * Listens on HOST and PORT until SIGTERM, with TLS: the load balancer calls by it, and does not verify the certificate.
 *
 * @param {Record<string, (request: { headers: import('node:http').IncomingHttpHeaders, body: any, query: URLSearchParams }) => unknown>} routes
 *   by method and path, such as `GET /v1/health`; what one returns is the body, or `{ status, headers, body }`
 * @param {{ tls: { key: string, cert: string }, origins: string[] }} options `origins` may call from their pages
 */
export function serve(routes, { tls, origins }, { HOST: host = '0.0.0.0', PORT: port = '3000' } = process.env) {
  const server = createServer({ ...tls, minVersion: 'TLSv1.2' }, (request, response) =>
    following(idsOf(request.headers), async () => {
      const from = performance.now();
      const { status, headers, body } = await answer(routes, request, origins);
      if (!server.listening) response.setHeader('connection', 'close');
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
      response.end(request.method === 'HEAD' || body === undefined ? undefined : `${JSON.stringify(body)}\n`);
      if (/^ELB-HealthChecker\//.test(`${request.headers['user-agent']}`)) return; // no request of users
      const [path] = `${request.url}`.split('?'); // neither query nor headers are logged
      const duration = { name: 'Duration', unit: 'Milliseconds', value: Math.round(performance.now() - from) };
      logWithMetric('request', duration, { method: request.method, path, status });
    }),
  );
  server.keepAliveTimeout = 65_000; // longer than the load balancer keeps an idle connection
  server.listen(Number(port), host, () => log(`listening on ${host}:${port}`));
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0)); // open requests are answered first
    setTimeout(() => server.closeAllConnections(), 20_000).unref();
  });
  return server;
}

async function answer(routes, request, origins) {
  const cors = corsOf(request.headers.origin, origins);
  try {
    if (request.method === 'OPTIONS') return { status: 204, headers: cors };
    const [path] = `${request.url}`.split('?');
    const route = `${request.method === 'HEAD' ? 'GET' : request.method} ${path}`;
    if (!Object.hasOwn(routes, route)) throw new Refused(404, 'There is nothing here.');
    const query = new URL(`${request.url}`, 'https://any').searchParams;
    const made = await routes[route]({ headers: request.headers, body: await bodyOf(request), query });
    const { status, headers, body } = made?.status ? made : { status: 200, headers: {}, body: made };
    return { status, body, headers: { ...cors, ...headers } };
  } catch (error) {
    if (error instanceof Refused) {
      const { status, headers, message, more } = /** @type {any} */ (error);
      return { status, headers: { ...cors, ...headers }, body: { error: message, ...more } };
    }
    logError('A request failed', error);
    return { status: 500, headers: cors, body: { error: 'It failed; the log says why.' } };
  }
}

/** What a browser needs to hand an answer to a page of another host. Keys are no cookies: it sends none by itself. */
function corsOf(origin, origins) {
  if (!origin || !origins.includes(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT',
    'access-control-allow-headers': 'authorization, content-type',
  };
}

async function bodyOf(request) {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += part;
    if (text.length > LARGEST_BODY) throw new Refused(413, 'The body is too large.');
  }
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 'The body is not JSON.');
  }
}
