import { writeFileSync } from 'node:fs';
import { certificateFor } from './certificate.mjs';
import { Zone } from './zone.mjs';
import { places } from '../kernel/places.mjs';

/**
 * Opens the edge for the hosts of the deployed zones, and for servers that stand for others, by their host name. The CA of its
 * certificate.
 *
 * @param {import('../kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {import('./tls-edge.mjs').TlsEdge} edge
 * @param {Record<string, string>} servers
 * @param {{ hosts: string[], address?: string }} [outside] hosts at a DNS provider outside of the account
 */
export async function openEdge(sandbox, edge, servers, outside) {
  const zone = new Zone(sandbox, outside);
  const names = [...(await zone.names()), ...Object.keys(servers)];
  const certificate = await certificateFor([...names, ...names.map((name) => `${name}.localhost`)]);
  writeFileSync(places.ca, certificate.ca);
  edge.open({ certificate, zone, url: sandbox.url, servers });
  return certificate;
}
