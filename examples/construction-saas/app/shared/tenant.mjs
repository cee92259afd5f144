// How a tenant is named: its id is the label of its host, its prefix in S3, and with a beginning its schema and its login in PostgreSQL.
import { createHmac } from 'node:crypto';

const ID = /^(?!.*--)[a-z][a-z0-9-]{0,29}[a-z0-9]$/; // a label of a host, and none in Punycode, which looks like another

/** Whether a text can be the id of a tenant: what comes from outside is checked before it names anything. */
export function isTenantId(text) {
  return typeof text === 'string' && ID.test(text);
}

/** Name of the schema of a tenant, and of the login that reaches this schema alone. */
export function schemaOf(tenant) {
  if (!isTenantId(tenant)) throw new Error(`${JSON.stringify(tenant)} is no id of a tenant.`);
  return `tenant_${tenant}`;
}

/**
 * The password of the login of a tenant. It follows from the password of `app`, which the API and the migration have, and which no tenant
 * can find out from its own.
 *
 * @param {string | undefined} key password of `app`
 */
export function passwordOf(tenant, key) {
  if (!key) throw new Error('The password of `app` is missing: it is the key of the logins of tenants.');
  return createHmac('sha256', key).update(schemaOf(tenant)).digest('hex');
}
