// Adds a region or a tenant to the registry, as the owner, in the region that has it; then the schemas of this region are made:
//   node migrate/onboard.mjs region eu-central-1 eu.platform.example
//   node migrate/onboard.mjs tenant acme eu-west-2 Entra Acme Construction Ltd
import { migrate } from './migrate.mjs';
import { asOwner } from './schema.mjs';

const STATEMENTS = {
  region: 'INSERT INTO registry.regions (region, domain) VALUES ($1, $2)',
  tenant: 'INSERT INTO registry.tenants (tenant_id, region, identity_provider, name) VALUES ($1, $2, $3, $4)',
};

const [what, ...words] = process.argv.slice(2);
const values = what === 'tenant' ? [...words.slice(0, 3), words.slice(3).join(' ')] : words;

try {
  const text = Object.hasOwn(STATEMENTS, `${what}`) ? STATEMENTS[what] : undefined;
  if (!text || values.length < 2 || values.includes('')) {
    throw new Error('onboard.mjs takes: region <region> <domain>, or tenant <id> <region> <provider> <name>.');
  }
  await migrate(process.env); // the registry is there
  await asOwner(process.env, (pool) => pool.query(text, values));
  console.log(`Added the ${what} ${values[0]}. ${(await migrate(process.env)).join(', ')}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
