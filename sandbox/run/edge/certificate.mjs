import { certificate, dnsName } from '../kernel/certificate.mjs';

/**
 * A CA for this run, and its certificate for the names and their wildcards.
 *
 * @param {string[]} names
 */
export function certificateFor(names) {
  const all = names.flatMap((name) => [name, `*.${name}`]);
  return certificate('Edge of the sandbox', all.map(dnsName));
}
