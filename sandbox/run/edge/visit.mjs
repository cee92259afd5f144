import { request } from 'node:https';
import { limits } from '../kernel/limits.mjs';

/**
 * Sends a request to a URL of the edge, as a viewer that trusts the CA of the run.
 *
 * @param {string} url
 * @param {{ ca?: string, method?: string, headers?: Record<string, string>, body?: string }} options
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
export function visit(url, { ca, method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...toEdge(url, ca, headers), method });
    outgoing.on('response', (answer) => {
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

/** Options of a request to a URL of the edge. */
export function toEdge(url, ca, headers) {
  const { hostname, host, port, pathname, search } = new URL(url);
  return {
    host: '127.0.0.1', // Node resolves .localhost by DNS, which does not know the name
    port: port || 443,
    servername: hostname,
    path: pathname + search,
    headers: { host, ...headers },
    ca,
    agent: false,
    timeout: limits.request * 1000,
  };
}
