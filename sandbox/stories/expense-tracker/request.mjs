import { request } from 'node:http';
import { pathOf } from '../../run/edge/zone.mjs';
import { API, CLOUDFLARE } from '../../run/examples/expense-tracker/example.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { balancer } from '../account/balancer.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** @type {WeakMap<Sandbox, string>} the load balancer of a sandbox, by the path at which the emulator has it */
const paths = new WeakMap();

/**
 * Requests a path of a host as Cloudflare does, whose records lead to the load balancer and to the machine API: status, headers and
 * the body, of which JSON is parsed.
 *
 * @param {Sandbox} sandbox
 * @param {string} host
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: unknown, protocol?: string, from?: string }} options `from` is the
 *   address that connects
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: any }>}
 */
export async function ask(
  sandbox,
  host,
  path,
  { body, method = body ? 'POST' : 'GET', headers, protocol = 'https', from = CLOUDFLARE } = {},
) {
  const { hostname, port } = new URL(sandbox.url);
  const prefix = host === API ? '' : await pathOfBalancer(sandbox);
  const outgoing = request({
    ...{ host: hostname, port, method, path: prefix + path, agent: false, timeout: limits.request * 1000 },
    headers: {
      ...{ host, 'x-forwarded-proto': protocol, 'x-forwarded-for': from, 'cf-connecting-ip': '198.51.100.7' },
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
  });
  return new Promise((resolve, reject) => {
    outgoing.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: parsed(text) }));
      answer.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no response within ${limits.request} seconds`)));
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}

async function pathOfBalancer(sandbox) {
  const known = paths.get(sandbox) ?? pathOf({ LoadBalancerName: (await balancer(sandbox)).name });
  paths.set(sandbox, known);
  return known;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
