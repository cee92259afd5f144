import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isCidr } from '../../../core/private/checks/values';
import { doOverlap, isReserved } from '../tiers/cidr';

/** Blocks that the internet has no route to: RFC 1918 and RFC 6598. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** A device that no tunnel can begin at. */
export function deviceProblem(deviceAddress: string): Problem | undefined {
  const block = `${deviceAddress}/32`;
  const isPublic = isCidr(block) && !isReserved(block) && !PRIVATE.some((range) => doOverlap(range, block));
  return problemIf(!Token.isUnresolved(deviceAddress) && !isPublic, {
    code: 'site-to-site-vpn/device-address',
    prop: 'deviceAddress',
    value: deviceAddress,
    allowed: 'must be a public IPv4 address: the tunnels begin there',
    fix: 'copy the address that the device has on the internet',
  });
}
