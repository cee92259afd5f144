// Passwords of the staff: salted hashes by scrypt.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);

export async function hashOf(password, salt = randomBytes(16).toString('hex')) {
  const key = /** @type {Buffer} */ (await derive(password, salt, 32));
  return `${salt}:${key.toString('hex')}`;
}

/** Whether a password has a hash; for an unknown user it takes as long. */
export async function isPassword(password, hash) {
  const [salt] = (hash || 'unknown:').split(':');
  const [given, right] = [await hashOf(password, salt), hash || ''].map((text) => Buffer.from(text));
  return given.length === right.length && timingSafeEqual(given, right);
}
