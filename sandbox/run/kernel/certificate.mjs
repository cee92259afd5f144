const DAYS = 30;

/**
 * A CA for this run, and its certificate. The key of the CA is never stored, so that the CA can issue no other certificate.
 *
 * @param {string} commonName
 * @param {({ type: 2, value: string } | { type: 7, ip: string })[]} altNames DNS names and IP addresses
 * @param {{ keyType?: 'ec' | 'rsa' }} options
 */
export async function certificate(commonName, altNames, { keyType = 'ec' } = {}) {
  const { generate } = await import('selfsigned'); // what is refused before is refused without the packages of the sandbox
  const notBeforeDate = new Date(Date.now() - 60_000); // for clocks that differ
  const common = {
    keyType,
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
  const leaf = await generate([{ name: 'commonName', value: commonName }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { ca: ca.cert, cert: leaf.cert, key: leaf.private };
}

/** @param {string} value */
export function dnsName(value) {
  return { type: /** @type {const} */ (2), value };
}

/** @param {string} ip */
export function ipAddress(ip) {
  return { type: /** @type {const} */ (7), ip };
}
