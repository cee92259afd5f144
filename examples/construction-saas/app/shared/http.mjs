// A small HTTP server: routes by method and path, JSON, no route without an answer, and no request lost at SIGTERM.
import { createServer } from 'node:http';

const LARGEST_BODY = 64 * 1024;
/** Requests of a page of the same host, of a user who typed the address, and of clients that are no browsers. */
const OWN = [undefined, 'same-origin', 'none'];

/** An answer other than 200; `more` is what its body has beside the message. */
export class Refused extends Error {
  constructor(status, message, headers = {}, more = {}) {
    super(message);
    this.more = more;
    Object.assign(this, { status, headers });
  }
}

/**
 * Listens on HOST and PORT until SIGTERM.
 *
 * @param {Record<string, (request: { headers: import('node:http').IncomingHttpHeaders, body: any, query: URLSearchParams }) => unknown>} routes
 *   by method and path, such as `GET /api/live`; what one returns is the body, or `{ status, headers, body }`
 */
export function serve(routes, { HOST: host = '0.0.0.0', PORT: port = '3000' } = process.env) {
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await answer(routes, request);
    if (!server.listening) response.setHeader('connection', 'close');
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
    response.end(request.method === 'HEAD' || body === undefined ? undefined : `${JSON.stringify(body)}\n`);
    console.log(JSON.stringify({ method: request.method, path: pathOf(request), status })); // neither query nor cookie
  });
  server.keepAliveTimeout = 65_000; // longer than the load balancer keeps an idle connection
  server.listen(Number(port), host, () => console.log(`listening on ${host}:${portOf(server)}`));
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0)); // open requests are answered first
    setTimeout(() => server.closeAllConnections(), 20_000).unref();
  });
  return server;
}

async function answer(routes, request) {
  try {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = `${method} ${pathOf(request)}`;
    if (!Object.hasOwn(routes, route)) throw new Refused(404, 'There is nothing here.');
    // Another site, and the host of another tenant, which is of the same site, may not act for a user.
    if (method !== 'GET' && !isOwn(request.headers)) {
      throw new Refused(403, 'Another host may not ask for this.');
    }
    const query = new URL(request.url, 'http://any').searchParams;
    const made = await routes[route]({ headers: request.headers, body: await bodyOf(request), query });
    return made?.status ? { headers: {}, ...made } : { status: 200, headers: {}, body: made };
  } catch (error) {
    if (error instanceof Refused) return { headers: {}, ...error, body: { error: error.message, ...error.more } };
    console.error(error);
    return { status: 500, headers: {}, body: { error: 'It failed; the log says why.' } };
  }
}

/** Browsers alone send these headers, and older ones `Origin` alone. */
function isOwn({ host, origin, 'sec-fetch-site': site }) {
  return OWN.includes(site) && [undefined, host].includes(origin?.replace(/^https?:\/\//, ''));
}

function pathOf({ url = '/' }) {
  return url.split('?')[0];
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

function portOf(server) {
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}
