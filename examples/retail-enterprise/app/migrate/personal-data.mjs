// What each column of text is in a copy of production: replaced by an expression of SQL, or kept, since no person can be known by it.
export const NOWHERE = 'example.invalid'; // no mail leads there: https://datatracker.ietf.org/doc/html/rfc2606#section-2

const email = (who) => `CONCAT('${who}-', id, '@${NOWHERE}')`;
const PHONE = "'+15550100'";

/** Expressions by table and column. */
export const REPLACED = {
  customers: { name: "CONCAT('Customer ', id)", email: email('customer'), phone: PHONE },
  addresses: { street: "CONCAT(id, ' Example Street')", city: "'Example City'" },
  suppliers: { contact_name: "CONCAT('Contact ', id)", contact_email: email('supplier'), contact_phone: PHONE },
  payments: { card_token: 'NULL' },
  reviews: { content: "CONCAT('Review ', id)" },
  audit_log: { actor: email('actor'), detail: "''" },
};

/** Tables that a copy starts without: staging has logins of its own. */
export const EMPTIED = ['staff'];

/** Columns of text that stay. */
export const KEPT = {
  categories: ['name'],
  suppliers: ['name'],
  products: ['sku', 'name'],
  inventory_log: ['sku', 'source', 'external_id'],
  orders: ['source', 'external_id', 'status'],
  order_items: ['sku'],
  payments: ['status'],
  reviews: ['sku'],
  audit_log: ['action'],
  schema_migrations: ['name', 'sha256'],
};
