import { request } from 'node:http';
import { limits } from '../../run/kernel/limits.mjs';

/**
 * Requests a path of a host as behind the TLS of its load balancer; status and body.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<{ status: number | undefined, location: string | undefined, body: string }>}
 */
export function requestHost(sandbox, host, path, protocol = 'https', method = 'GET') {
  const { hostname, port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const headers = { host, 'x-forwarded-proto': protocol };
    const timeout = limits.request * 1000;
    const outgoing = request({ host: hostname, port, path, method, headers, agent: false, timeout }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (part) => (body += part));
      answer.on('end', () => resolve({ status: answer.statusCode, location: answer.headers.location, body }));
      answer.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no response within ${limits.request} seconds`)));
    outgoing.on('error', reject);
    outgoing.end();
  });
}
