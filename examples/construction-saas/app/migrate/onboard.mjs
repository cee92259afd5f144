// Adds a region or a tenant to the registry, as the owner, in the region that has it; then the schemas of this region are made:
//   node migrate/onboard.mjs region eu-central-1 eu.platform.example
//   node migrate/onboard.mjs tenant acme eu-west-2 Entra Acme Construction Ltd
// `forget-tenant acme` and `forget-region eu-central-1` take them out again: nothing answers for them then, and their data stay. So
// the id of a tenant is refused from then on, until `return-tenant acme` says that the same customer comes back.
import { migrate } from './migrate.mjs';
import { asOwner } from './schema.mjs';

const STATEMENTS = {
  region: 'INSERT INTO registry.regions (region, domain) VALUES ($1, $2)',
  tenant: 'INSERT INTO registry.tenants (tenant_id, region, identity_provider, name) VALUES ($1, $2, $3, $4)',
  'forget-region': 'DELETE FROM registry.regions WHERE region = $1',
  'forget-tenant': 'DELETE FROM registry.tenants WHERE tenant_id = $1',
  'return-tenant': 'DELETE FROM registry.former_tenants WHERE tenant_id = $1',
};

const [what, ...words] = process.argv.slice(2);
const values = what === 'tenant' ? [...words.slice(0, 3), words.slice(3).join(' ')] : words;

try {
  const text = Object.hasOwn(STATEMENTS, `${what}`) ? STATEMENTS[what] : undefined;
  if (!text || values.length !== text.match(/\$\d/g)?.length || values.includes('')) {
    throw new Error(
      'The words are: region <region> <domain>, tenant <id> <region> <provider> <name>, forget-region <region>, forget-tenant <id>, or return-tenant <id>.',
    );
  }
  await migrate(process.env); // the registry is there
  const { rowCount } = await asOwner(process.env, (pool) => pool.query(text, values));
  if (rowCount === 0) throw new Error(`The registry has no ${values[0]}.`);
  console.log(`Done: ${what} ${values[0]}. ${(await migrate(process.env)).join(', ')}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
