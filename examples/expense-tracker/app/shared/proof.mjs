// Proves to PostgreSQL for whom a service acts: migrate/schema/001-roles.sql checks it. Only services have the password of `app`.
import { createHash } from 'node:crypto';

/** @param {string} password of `app` */
export function proofOf(password, userId) {
  const key = sha256(password);
  return sha256(Buffer.concat([key, sha256(Buffer.concat([key, Buffer.from(userId)]))])).toString('hex');
}

function sha256(data) {
  return createHash('sha256').update(data).digest();
}
