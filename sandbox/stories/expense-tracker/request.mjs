import { pathOf } from '../../run/edge/zone.mjs';
import { balancer } from '../account/balancer.mjs';
import { requestHost } from '../account/request.mjs';

/**
 * Requests a path of a host behind Cloudflare, whose record leads to the load balancer.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function requestOutside(sandbox, host, path, protocol = 'https', method = 'GET') {
  const { name: LoadBalancerName } = await balancer(sandbox);
  return requestHost(sandbox, host, pathOf({ LoadBalancerName }) + path, protocol, method);
}
