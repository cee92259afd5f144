// Secrets of browsers in the cache, such as the id of a session: their hash is the key, and they themselves encrypt what is below it. So
// who reads the cache has neither the session nor its token.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';

/** The key of a secret in the cache. */
export function keyOf(kind, secret) {
  return `${kind}:${createHash('sha256').update(`${secret}`).digest('hex')}`;
}

/** A text that the secret alone opens. */
export function sealed(text, secret) {
  const start = randomBytes(12);
  const cipher = createCipheriv(CIPHER, encryptionKey(secret), start);
  const parts = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([start, cipher.getAuthTag(), ...parts]).toString('base64url');
}

/** The text again; an error with another secret. */
export function opened(text, secret) {
  const all = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv(CIPHER, encryptionKey(secret), all.subarray(0, 12));
  decipher.setAuthTag(all.subarray(12, 28));
  return decipher.update(all.subarray(28), undefined, 'utf8') + decipher.final('utf8');
}

function encryptionKey(secret) {
  return createHmac('sha256', `${secret}`).update('what the cache holds').digest();
}
