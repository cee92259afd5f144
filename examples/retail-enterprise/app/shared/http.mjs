// A small HTTP server: routes by method and path, JSON, no route without an answer, WebSockets, and no request lost at SIGTERM.
import { createServer } from 'node:http';

const LARGEST_BODY = 64 * 1024;

/** An answer other than 200. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Listens on HOST and PORT until SIGTERM.
 *
 * @param {Record<string, (request: { headers: import('node:http').IncomingHttpHeaders, body: any, query: URLSearchParams }) => unknown>} routes
 *   by method and path, such as `GET /api/live`; what one returns is the body, or `{ status, headers, body }`
 * @param {{ upgrade?: (request: import('node:http').IncomingMessage, socket: import('node:stream').Duplex) => void, end?: () => void }} options
 *   `upgrade` gets requests for WebSockets, and `end` closes them
 */
export function serve(routes, { upgrade, end = () => {} } = {}) {
  const { HOST: host = '0.0.0.0', PORT: port = '3000' } = process.env;
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await answer(routes, request);
    if (!server.listening) response.setHeader('connection', 'close');
    const content = Buffer.isBuffer(body) ? body : `${JSON.stringify(body)}\n`;
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
    response.end(request.method === 'HEAD' ? undefined : content);
    console.log(JSON.stringify({ method: request.method, path: pathOf(request), status })); // neither query nor cookie
  });
  server.keepAliveTimeout = 65_000; // longer than the load balancer keeps an idle connection
  if (upgrade) server.on('upgrade', upgrade);
  server.listen(Number(port), host, () => console.log(`listening on ${host}:${port}`));
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0)); // open requests are answered first
    end();
    setTimeout(() => server.closeAllConnections(), 20_000).unref();
  });
}

async function answer(routes, request) {
  try {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = `${method} ${pathOf(request)}`;
    if (!Object.hasOwn(routes, route)) throw new Refused(404, 'There is nothing here.');
    // A form of another site could act as a user who is signed in. Browsers alone send this header.
    if (method !== 'GET' && request.headers['sec-fetch-site'] === 'cross-site') {
      throw new Refused(403, 'Another site may not ask for this.');
    }
    const query = new URL(request.url, 'http://any').searchParams;
    const made = await routes[route]({ headers: request.headers, body: await bodyOf(request), query });
    return made?.status ? { headers: {}, ...made } : { status: 200, headers: {}, body: made };
  } catch (error) {
    if (error instanceof Refused) return { status: error.status, headers: {}, body: { error: error.message } };
    console.error(error);
    return { status: 500, headers: {}, body: { error: 'It failed; the log says why.' } };
  }
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
