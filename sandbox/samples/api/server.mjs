// The API of the bank in the sandbox: health checks, CORS, a few GraphQL operations, the names of the variables of its task
// definition, and a count of visits in its database and its cache. Without a database it needs only Node.js.
//
//   node server.mjs [HOST:PORT [HEALTH-CHECK-PATH [COMMIT [ok | unhealthy | crash]]]]
import { createServer } from 'node:http';
import { execute } from './bank.mjs';
import { Visits } from './visits.mjs';

const LARGEST_BODY = 64 * 1024;
const DRAIN_SECONDS = 5;

// The address replaces PORT, which is that of the task: all processes of this machine share its ports.
const [address = `0.0.0.0:${process.env.PORT}`, healthCheckPath = '/health', commit = '', behaviour = 'ok'] =
  process.argv.slice(2);
const [host, port] = address.split(':');
const origins = (process.env.CORS_ORIGIN_WHITELIST ?? '').split(',').filter((origin) => origin !== '');
const visits = new Visits(process.env);
const OF_THE_IMAGE = ['PATH', 'NODE_EXTRA_CA_CERTS'];

const routes = {
  [healthCheckPath]: { GET: health },
  '/api/about': { GET: () => ({ status: 200, body: about() }) },
  '/api/visits': { GET: () => kept(visits.read()), POST: () => kept(visits.count()) },
  '/api/graphql': { POST: graphql },
};

function health() {
  return behaviour === 'unhealthy' ? problem(500, 'The image is unhealthy.') : { status: 200, body: { status: 'ok' } };
}

/** The names of the variables, and whether each has a value: values never leave the process. */
function about() {
  const names = Object.keys(process.env).filter((name) => !OF_THE_IMAGE.includes(name));
  const variables = names.sort().map((name) => [name, process.env[name] === '' ? 'empty' : 'set']);
  return { service: 'sample API of the sandbox', commit, environment: Object.fromEntries(variables) };
}

function graphql(body, { authorization }) {
  let request;
  try {
    request = JSON.parse(body);
  } catch {
    return problem(400, 'The body is not JSON.');
  }
  try {
    const { query, variables = {} } = request ?? {};
    return {
      status: 200,
      body: { data: execute(`${query}`, variables, authorization?.startsWith('Bearer ') === true) },
    };
  } catch (error) {
    return { status: 200, body: { errors: [{ message: error.message }] } };
  }
}

/** What database and cache answer, or which of them fails and why. */
async function kept(state) {
  try {
    return { status: 200, body: await state };
  } catch (error) {
    return problem(503, error.message || error.code);
  }
}

function problem(status, message) {
  return { status, body: { error: message } };
}

async function read(request) {
  let body = '';
  request.setEncoding('utf8');
  for await (const text of request) {
    body += text;
    if (body.length > LARGEST_BODY) return undefined;
  }
  return body;
}

async function answer(request) {
  const [path] = `${request.url}`.split('?');
  const route = routes[path];
  if (!route) return problem(404, `There is no ${path}.`); // as JSON, for clients of an API
  if (request.method === 'OPTIONS') return { status: 204 };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!Object.hasOwn(route, method)) return problem(405, `${path} takes ${Object.keys(route).join(', ')}.`);
  const body = await read(request);
  return body === undefined ? problem(413, 'The body is too large.') : route[method](body, request.headers);
}

const server = createServer(async (request, response) => {
  const began = performance.now();
  const { status, body } = await answer(request).catch(() => problem(400, 'The request could not be read.'));
  response.statusCode = status;
  response.setHeader('vary', 'origin');
  if (request.headers.origin !== undefined && origins.includes(request.headers.origin)) {
    response.setHeader('access-control-allow-origin', request.headers.origin);
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
  }
  if (body !== undefined) response.setHeader('content-type', 'application/json');
  if (!server.listening) response.setHeader('connection', 'close');
  response.end(body === undefined || request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
  console.log(`${request.method} ${request.url} ${status} ${(performance.now() - began).toFixed(0)} ms`);
});

if (behaviour === 'crash') {
  console.error('The image crashes.');
  process.exit(1);
}
server.on('error', (error) => {
  console.error(`Cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen({ host, port: Number(port) }, () =>
  console.log(`listening on ${host}:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`),
);

// The parent may be killed, and cannot end this process then.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 500).unref();

// ECS sends SIGTERM and waits: open requests are answered, new ones refused.
process.on('SIGTERM', () => {
  console.log('SIGTERM: draining');
  server.close(() => process.exit(0));
  setTimeout(() => server.closeAllConnections(), DRAIN_SECONDS * 1000).unref();
});
