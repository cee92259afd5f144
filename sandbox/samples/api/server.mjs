// Stands in the sandbox where ECS would run the bank's API: it listens, answers health checks, CORS and one GraphQL
// query, and tells which variables its task definition gave it. It needs nothing but Node.
//
//   node server.mjs [HOST:PORT [HEALTH-CHECK-PATH]]
import { createServer } from 'node:http';

const LARGEST_BODY = 64 * 1024;
const DRAIN_SECONDS = 5;

// In a task PORT is the task's own; here the whole machine shares it, so whoever starts this may say another address.
const [host, port] = (process.argv[2] ?? `0.0.0.0:${process.env.PORT}`).split(':');
const origins = (process.env.CORS_ORIGIN_WHITELIST ?? '').split(',').filter((origin) => origin !== '');

const routes = {
  [process.argv[3] ?? '/health']: { GET: () => ({ status: 200, body: { status: 'ok' } }) },
  '/api/about': { GET: () => ({ status: 200, body: about() }) },
  '/api/graphql': { POST: graphql },
};

/** The names of the task's variables and whether each has a value; no value ever leaves the process. */
function about() {
  const names = Object.keys(process.env).filter((name) => name !== 'PATH');
  const variables = names.sort().map((name) => [name, process.env[name] === '' ? 'empty' : 'set']);
  return { service: 'sample API of the sandbox', environment: Object.fromEntries(variables) };
}

function graphql(body) {
  let asked;
  try {
    asked = JSON.parse(body);
  } catch {
    return problem(400, 'The body is no JSON.');
  }
  if (/^\s*(query\s*)?\{\s*__typename\s*\}\s*$/.test(asked?.query ?? '')) {
    return { status: 200, body: { data: { __typename: 'Query' } } };
  }
  return { status: 200, body: { errors: [{ message: 'This sample knows {__typename} and nothing else.' }] } };
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
  const path = request.url.split('?')[0];
  const route = routes[path];
  if (!route) return problem(404, `There is no ${path}.`); // JSON: a client of an API is never sent a page
  if (request.method === 'OPTIONS') return { status: 204 };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!Object.hasOwn(route, method)) return problem(405, `${path} takes ${Object.keys(route).join(', ')}.`);
  const body = await read(request);
  return body === undefined ? problem(413, 'The body is too large.') : route[method](body);
}

const server = createServer(async (request, response) => {
  const began = performance.now();
  const { status, body } = await answer(request).catch(() => problem(400, 'The request could not be read.'));
  response.statusCode = status;
  response.setHeader('vary', 'origin');
  if (origins.includes(request.headers.origin)) {
    response.setHeader('access-control-allow-origin', request.headers.origin);
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
  }
  if (body !== undefined) response.setHeader('content-type', 'application/json');
  if (!server.listening) response.setHeader('connection', 'close');
  response.end(body === undefined || request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
  console.log(`${request.method} ${request.url} ${status} ${(performance.now() - began).toFixed(0)} ms`);
});

server.on('error', (error) => {
  console.error(`It cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen({ host, port: Number(port) }, () => console.log(`listening on ${host}:${server.address().port}`));

// Whoever started it may be killed, and cannot end it then.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 500).unref();

// ECS sends SIGTERM and waits: what was asked before is answered, nothing new is taken.
process.on('SIGTERM', () => {
  console.log('SIGTERM: draining');
  server.close(() => process.exit(0));
  setTimeout(() => server.closeAllConnections(), DRAIN_SECONDS * 1000).unref();
});
