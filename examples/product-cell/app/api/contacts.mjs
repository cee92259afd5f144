// Contacts of a tenant: written to the writer, read from a reader. Each that is created is an event.
import { randomUUID } from 'node:crypto';
import { Refused } from '../shared/http.mjs';

const ADD = 'INSERT INTO contacts (tenant_id, contact_id, name, email) VALUES ($1, $2, $3, $4)';
const ALL = `SELECT contact_id AS id, name, email, l.contact_id IS NOT NULL AS lead
  FROM contacts c LEFT JOIN leads l USING (tenant_id, contact_id) ORDER BY c.created_at DESC LIMIT 100`;

export class Contacts {
  #tenants;
  #events;

  /** @param {import('./tenants.mjs').Tenants} tenants @param {import('./events.mjs').Events} events */
  constructor(tenants, events) {
    this.#tenants = tenants;
    this.#events = events;
  }

  /**
   * The event is sent before the contact is committed: there is no contact without its event, and a worker that does not find the
   * contact yet finds it when it tries again.
   */
  add(request) {
    const { name, email } = request.body ?? {};
    if (typeof name !== 'string' || typeof email !== 'string') throw new Refused(400, 'A contact has name and email.');
    return this.#tenants.write(request, async ({ tenant, query }) => {
      const id = randomUUID();
      await query(ADD, [tenant, id, name, email]).catch((error) => {
        throw /^2[23]/.test(error.code) ? new Refused(400, 'Name or email is none.') : error; // its values: no error of ours
      });
      await this.#events.publish('contact.created', { tenant, id });
      return { status: 201, body: { id } };
    });
  }

  /** The last hundred. */
  list(request) {
    return this.#tenants.read(request, ({ query }) => query(ALL));
  }
}
