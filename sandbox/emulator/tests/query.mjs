// Runs statements in PostgreSQL or MySQL, one after the other, and prints the rows of the last one, or why it failed:
// `node query.mjs '{"url": "postgres://…", "ca": "FILE", "statements": ["SELECT 1"]}'`.
import { readFileSync } from 'node:fs';
import mysql from 'mysql2/promise';
import pg from 'pg';

const { url, ca, statements } = JSON.parse(process.argv[2]);
const trusted = ca && readFileSync(ca, 'utf8');
try {
  console.log(JSON.stringify({ rows: await (url.startsWith('mysql:') ? rowsOfMysql() : rowsOfPostgresql()) }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
}

async function rowsOfPostgresql() {
  const { hostname: host } = new URL(url);
  const ssl = trusted ? { ca: trusted, host } : false;
  const client = new pg.Client({ connectionString: url, ssl, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    let answer;
    for (const statement of statements) answer = await client.query({ text: statement, rowMode: 'array' });
    return answer.rows;
  } finally {
    await client.end().catch(() => {});
  }
}

async function rowsOfMysql() {
  const { hostname: host, port, username: user, password, pathname } = new URL(url);
  const ssl = trusted ? { ca: trusted, verifyIdentity: true } : undefined;
  const database = pathname.slice(1);
  const client = await mysql.createConnection({
    host,
    port: Number(port),
    user,
    password,
    database,
    ssl,
    connectTimeout: 5000,
  });
  try {
    let rows;
    for (const statement of statements) [rows] = await client.query({ sql: statement, rowsAsArray: true });
    return rows;
  } finally {
    await client.end().catch(() => client.destroy());
  }
}
