/** The cells, which one account has side by side. */
export const CELLS = ['acme-crm-dev', 'acme-crm-staging', 'acme-crm-prod'];

/** The one that gets a module, gives a tenant away, and is destroyed. */
export const LIVE = CELLS[0];

/** The one that gets the tenant. */
export const OTHER = CELLS[1];

/** Product and environment of a cell. */
export function partsOf(cell) {
  const [, productName, environment] = /^(.+)-(\w+)$/.exec(cell) ?? [];
  return { productName, environment };
}
