import { hashOf } from '../shared/passwords.mjs';

const ADMINISTRATOR = 'admin@retail.example';

/** What each service may do, by tables: reports read what is sold, and neither customers nor cards. */
const GRANTS = {
  app: {
    'SELECT, UPDATE': ['products'],
    'SELECT, INSERT': ['customers', 'addresses', 'orders', 'order_items', 'payments', 'inventory_log', 'reviews'],
    INSERT: ['audit_log'],
    SELECT: ['categories', 'staff'],
  },
  integration: {
    'SELECT, UPDATE': ['products'],
    'SELECT, INSERT, UPDATE': ['orders', 'payments'],
    'SELECT, INSERT': ['order_items', 'inventory_log'],
  },
  reports: { SELECT: ['products', 'categories', 'orders', 'order_items', 'inventory_log'] },
};

/**
 * Sets the users of the services, and the first administrator of the API, to what their secrets say.
 *
 * @param {(text: string, values?: unknown[]) => Promise<any>} query
 * @param {Record<string, string | undefined>} environment as the binding of the owner writes it
 */
export async function setLogins(query, environment) {
  for (const [user, grants] of Object.entries(GRANTS)) {
    const password = valueOf(environment, `${user.toUpperCase()}_DB_PASSWORD`);
    await query(`CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ? REQUIRE SSL`, [user, password]);
    await query(`ALTER USER ?@'%' IDENTIFIED BY ? REQUIRE SSL`, [user, password]);
    for (const [privileges, tables] of Object.entries(grants)) {
      for (const table of tables) await query(`GRANT ${privileges} ON ?? TO ?@'%'`, [table, user]);
    }
  }
  const hash = await hashOf(valueOf(environment, 'ADMIN_PASSWORD'));
  await query(
    `INSERT INTO staff (email, role, password_hash) VALUES (?, 'admin', ?)
      ON DUPLICATE KEY UPDATE role = 'admin', password_hash = ?`,
    [ADMINISTRATOR, hash, hash],
  );
}

function valueOf(environment, name) {
  const value = environment[name];
  if (!value) throw new Error(`${name} is missing: the task definition of the migration has it.`);
  return value;
}
