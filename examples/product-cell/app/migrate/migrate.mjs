// Applies what is new in schema/*.sql, in the order of the names, each file in a transaction. A second run changes nothing, and two
// at a time wait for each other. It connects as the owner, and sets the passwords of the logins that the files create.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const FOLDER = new URL('schema/', import.meta.url);
const LOGINS = ['app', 'importer', 'migration']; // of API and workers, of files, and of a database that moves in
const LOCK = 7_216_403; // any number that nothing else locks
const APPLIED = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;

/**
 * Migrates the database of an environment; the names of the files that were new.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {URL} folder with the files
 */
export async function migrate(environment, folder = FOLDER) {
  const { DB_HOST: host, DB_PORT: port, DB_NAME: database, DB_USER: user, DB_PASSWORD: password } = environment;
  const client = new pg.Client({ host, port: Number(port), database, user, password, ssl: { host } });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await apply(client, folder);
    for (const login of LOGINS) await setPassword(client, login, environment);
    return applied;
  } finally {
    await client.end(); // and with it the lock
  }
}

async function apply(client, folder) {
  await client.query(APPLIED);
  const { rows } = await client.query('SELECT name, sha256 FROM schema_migrations');
  const known = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const applied = [];
  for (const name of names.sort()) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    if (known.has(name)) {
      if (known.get(name) !== sha256) {
        throw new Error(`${name} was applied with other content: add a new file instead.`);
      }
      continue;
    }
    await inTransaction(client, name, async () => {
      await client.query(text);
      await client.query('INSERT INTO schema_migrations (name, sha256) VALUES ($1, $2)', [name, sha256]);
    });
    applied.push(name);
  }
  return applied;
}

/** The password of a login, as its secret has it. */
async function setPassword(client, login, environment) {
  const name = `${login.toUpperCase()}_DB_PASSWORD`;
  const password = environment[name];
  if (!password) throw new Error(`${name} is missing: the owner's binding of the database has it.`);
  await client.query(`ALTER ROLE ${pg.escapeIdentifier(login)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
}

async function inTransaction(client, what, work) {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`${what} failed and changed nothing: ${error.message}`, { cause: error });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { SCHEMA } = process.env; // another folder, below this one
    const applied = await migrate(process.env, SCHEMA ? new URL(`${SCHEMA}/`, import.meta.url) : FOLDER);
    console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
