import { request } from 'node:http';
import { limits } from '../../run/kernel/limits.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * Requests a path of a host as behind the TLS of its load balancer; status and body.
 *
 * @param {Pick<Sandbox, 'url'>} sandbox
 * @returns {Promise<{ status: number | undefined, location: string | undefined, body: string }>}
 */
export async function requestHost(sandbox, host, path, protocol = 'https', method = 'GET') {
  const { status, headers, body } = await send(sandbox, path, { method, headers: head(host, protocol) });
  return { status, location: headers.location, body };
}

/**
 * Requests a path of a REST API by its custom domain name, as behind its TLS: status, headers, and the body, of which JSON is
 * parsed. `token` is the value of the header Authorization. `from` is the address of the client that API Gateway sees, which
 * resource policies and logs name; without it that of this machine. With a `body`, the method is POST unless `method` says
 * otherwise.
 *
 * @param {Pick<Sandbox, 'url'>} sandbox
 * @param {string} host
 * @param {string} path
 * @param {{ token?: string, from?: string, method?: string, headers?: Record<string, string>, body?: unknown }} options
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: any }>}
 */
export async function requestApi(sandbox, host, path, { token, from, method, headers, body } = {}) {
  const answer = await send(sandbox, path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...head(host),
      ...(token === undefined ? {} : { authorization: token }),
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { ...answer, body: parsed(answer.body) };
}

const head = (host, protocol = 'https') => ({ host, 'x-forwarded-proto': protocol });

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Sends a request to the emulator; status, headers and body.
 *
 * @param {Pick<Sandbox, 'url'>} sandbox
 * @param {string} path
 * @param {{ method: string, headers: Record<string, string>, body?: string }} options
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
export function send(sandbox, path, { method, headers, body }) {
  const { hostname, port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const timeout = limits.request * 1000;
    const outgoing = request({ host: hostname, port, path, method, headers, agent: false, timeout }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: text }));
      answer.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no response within ${limits.request} seconds`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
