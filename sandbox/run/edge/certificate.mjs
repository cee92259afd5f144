import { generate } from 'selfsigned';

const DAYS = 30;

/**
 * A CA of this run, and a certificate by it for the names and whatever is one level below them. The CA's key stays in
 * memory and is forgotten at once: whoever trusts the CA trusts this one certificate, and no other can come.
 */
export async function certificateFor(names) {
  const notBeforeDate = new Date(Date.now() - 60_000); // clocks differ
  const common = {
    keyType: 'ec',
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

function dns(value) {
  return { type: 2, value };
}
