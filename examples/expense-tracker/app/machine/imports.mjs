// Works on imports of machine clients, which API Gateway puts into a queue. A message comes once or more often: its entries have keys
// of its id, so that none is there twice. One that fails is tried again, alone, and is then a dead letter. Putting it back gives it
// another id: look first whether its entries are there.
import { Database } from '../shared/database.mjs';

const database = new Database(process.env, { connections: 1 });
const INSERT = `INSERT INTO ledger_entries (kind, amount, currency, category, import_key)
  SELECT kind, amount, currency, category, $2::text || '/' || number
  FROM ROWS FROM (json_to_recordset($1) AS (kind text, amount numeric, currency text, category text))
    WITH ORDINALITY AS entry(kind, amount, currency, category, number)
  ON CONFLICT (workspace_id, import_key) DO NOTHING`;

export async function handler({ Records }) {
  const batchItemFailures = [];
  for (const { messageId, body, messageAttributes } of Records) {
    try {
      await write(messageId, JSON.parse(body), messageAttributes.userId.stringValue);
    } catch (error) {
      console.error(messageId, error.message);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** The user is that of the authorizer: API Gateway sets the attribute, and a client cannot. */
function write(messageId, { workspace, entries }, userId) {
  return database.as({ userId, workspaceId: workspace }, (client) =>
    client.query(INSERT, [JSON.stringify(entries), messageId]),
  );
}
