import { generate } from 'selfsigned';

const DAYS = 30;

/**
 * A CA for this run, and its certificate for the names and their wildcards. The key of the CA is never stored, so that the
 * CA can issue no other certificate.
 *
 * @param {string[]} names
 */
export async function certificateFor(names) {
  const notBeforeDate = new Date(Date.now() - 60_000); // for clocks that differ
  const common = {
    keyType: /** @type {const} */ ('ec'),
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate: new Date(Date.now() + DAYS * 864e5),
  };
  const ca = await generate([{ name: 'commonName', value: 'Sandbox of rl-bank-constructs' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'Edge of the sandbox' }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.flatMap((name) => [name, `*.${name}`]).map(dns) },
    ],
  });
  return { ca: ca.cert, cert: leaf.cert, key: leaf.private };
}

/** @param {string} value */
function dns(value) {
  return { type: /** @type {const} */ (2), value };
}
