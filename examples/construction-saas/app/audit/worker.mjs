// Writes audit events into the schemas of their tenants, as `audit`, who may add events and neither read nor change any. A message that
// comes twice, or is put back from the dead letters, has the id of its event: its row is there once. One that fails does not take
// its batch with it.
import pg from 'pg';
import { loginOf } from './login.mjs';
import { schemaOf } from '../shared/tenant.mjs';

/** @type {Promise<pg.Client> | undefined} one connection for each copy of this function, which has one invocation at a time */
let connection;

export async function handler({ Records }) {
  const batchItemFailures = [];
  for (const { messageId, body } of Records) {
    try {
      await write(JSON.parse(body));
    } catch (error) {
      console.error(messageId, error.message);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function write({ id, at, tenant, actor, action, subject }) {
  const table = `${pg.escapeIdentifier(schemaOf(tenant))}.audit_events`;
  const text = `INSERT INTO ${table} (event_id, at, actor, action, subject) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;
  await (await connected()).query(text, [id, at, actor, action, subject]);
}

async function connected() {
  connection ??= connect();
  try {
    return await connection;
  } catch (error) {
    connection = undefined; // the next message reads the password anew: it may have changed
    throw error;
  }
}

async function connect() {
  const { DB_HOST: host, DB_PORT: port, DB_NAME: database } = process.env;
  const { user, password } = await loginOf(process.env);
  const limits = { connectionTimeoutMillis: 5000, statement_timeout: 1000 }; // a batch of ten ends within the 20 seconds of the function
  const client = new pg.Client({ host, port: Number(port), database, user, password, ssl: { host }, ...limits });
  client.on('error', () => (connection = undefined)); // it ended between two messages
  client.on('end', () => (connection = undefined));
  await client.connect();
  return client;
}
