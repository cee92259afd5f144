// The certificate of this task, which ends with it: the load balancer encrypts, and does not verify.
import { generate } from 'selfsigned';

const DAYS = 365; // a task lives shorter

export async function ownCertificate() {
  const notAfterDate = new Date(Date.now() + DAYS * 864e5);
  const made = await generate([{ name: 'commonName', value: 'task' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate,
  });
  return { key: made.private, cert: made.cert };
}
