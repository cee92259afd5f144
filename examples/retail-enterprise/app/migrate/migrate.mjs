// Applies what is new in schema/*.sql, in the order of the names. A second run changes nothing, and two at a time wait for each other. It
// connects as the owner, and sets the logins of services and of the first administrator to what their secrets say.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setLogins } from './logins.mjs';
import { asOwner } from './owner.mjs';

const FOLDER = new URL('schema/', import.meta.url);
const APPLIED = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name varchar(100) PRIMARY KEY, sha256 char(64) NOT NULL, applied_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)`;

async function apply(query, folder) {
  await query(APPLIED);
  const rows = await query('SELECT name, sha256 FROM schema_migrations');
  const known = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const applied = [];
  for (const name of names.sort()) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    if (known.has(name) && known.get(name) !== sha256) {
      throw new Error(`${name} was applied with other content: add a new file instead.`);
    }
    if (known.has(name)) continue;
    await query(text);
    await query('INSERT INTO schema_migrations (name, sha256) VALUES (?, ?)', [name, sha256]);
    applied.push(name);
  }
  return applied;
}

await asOwner(async (query) => {
  const { SCHEMA } = process.env; // another folder, below this one
  const applied = await apply(query, SCHEMA ? new URL(`${SCHEMA}/`, import.meta.url) : FOLDER);
  await setLogins(query, process.env);
  console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
});
