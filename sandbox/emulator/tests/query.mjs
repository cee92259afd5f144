// Runs statements in PostgreSQL, one after the other, and prints the rows of the last one, or why it failed:
// `node query.mjs '{"url": "postgres://…", "ca": "FILE", "statements": ["SELECT 1"]}'`.
import { readFileSync } from 'node:fs';
import pg from 'pg';

const { url, ca, statements } = JSON.parse(process.argv[2]);
const { hostname: host } = new URL(url);
const ssl = ca ? { ca: readFileSync(ca, 'utf8'), host } : false;
const client = new pg.Client({ connectionString: url, ssl, connectionTimeoutMillis: 5000 });
let answer;
try {
  await client.connect();
  for (const statement of statements) answer = await client.query({ text: statement, rowMode: 'array' });
  console.log(JSON.stringify({ rows: answer.rows }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
}
await client.end().catch(() => {});
