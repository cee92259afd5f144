// A logical replication through a relay, as a sync service has it, with the configuration that tasks of a ReplicationEndpoint have.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgresql } from './postgresql-server.mjs';
import { RELAY_COMMAND, RELAY_CONFIG } from '../../../lib/access/private/replication/relay-config.js';
import { places } from '../kernel/places.mjs';

const [RELAY_PORT, HEALTH_PORT] = ['25433', '25434'];
const lines = [];
let server;
let relay;

before(async () => {
  server = await startPostgresql({ wal_level: 'logical' });
  const { DB_HOST, DB_PORT } = server.environment;
  const path = [join(places.samples, 'relay'), process.env.PATH].join(delimiter);
  const ports = { DB_HOST, DB_PORT, RELAY_PORT, HEALTH_PORT, TASK_ADDRESS: '127.0.0.1' };
  const [command, ...args] = RELAY_COMMAND;
  relay = spawn(command, args, { env: { PATH: path, RELAY_CONFIG, ...ports }, stdio: ['ignore', 'pipe', 'inherit'] });
  relay.stdout.on('data', (data) => lines.push(`${data}`));
  await listens();
});
after(async () => {
  relay.kill();
  await server.stop();
});

async function listens() {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
    const asked = connect(Number(HEALTH_PORT), '127.0.0.1');
    if (
      await Promise.race([once(asked, 'connect'), once(asked, 'error')]).then(
        () => true,
        () => false,
      )
    ) {
      asked.destroy();
      return;
    }
  }
}

const login = (port, more) => ({ ...{ host: '127.0.0.1', port: Number(port), database: 'tracker' }, ...more });
const sync = (more = {}) =>
  new pg.Client(login(RELAY_PORT, { user: 'sync', password: 'of-sync', ssl: { rejectUnauthorized: true }, ...more }));

async function run(options, ...statements) {
  const client = new pg.Client(options);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

test('CM7c a sync service replicates through a relay, by TLS up to the database', async () => {
  const admin = { ...server.admin, database: 'tracker' };
  const owner = login(server.environment.DB_PORT, { user: 'tracker', password: 'of-the-owner', ssl: true });
  await run(admin, "CREATE ROLE sync LOGIN REPLICATION PASSWORD 'of-sync'");
  const table = 'CREATE TABLE task (id int PRIMARY KEY, title text)';
  await run(owner, table, 'GRANT SELECT ON task TO sync', 'CREATE PUBLICATION powersync FOR TABLE task');
  const client = /** @type {any} */ (sync({ replication: 'database' }));
  client.on('error', () => {}); // it is cut off in the end, as replication never ends by itself
  await client.connect();
  await client.query('CREATE_REPLICATION_SLOT powersync_1 LOGICAL pgoutput');
  const seen = new Promise((resolve) => {
    client.connection.on('copyData', ({ chunk }) => `${chunk}`.includes('pour the slab') && resolve(true));
  });
  client
    .query("START_REPLICATION SLOT powersync_1 LOGICAL 0/0 (proto_version '1', publication_names 'powersync')")
    .catch(() => {});
  await run(owner, "INSERT INTO task VALUES (1, 'pour the slab')");

  assert.equal(await Promise.race([seen, sleep(10_000, false)]), true);
  const { rows } = await query(
    admin,
    "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = 'sync'",
  );
  assert.deepEqual(rows, [{ ssl: true }]);
  client.connection.stream.destroy();
});

test('CM7c the relay has a line for each connection, and answers health checks without the database', async () => {
  const { rows } = await query(sync(), 'SELECT 1 AS one');
  const answer = await fetch(`http://127.0.0.1:${HEALTH_PORT}/`);
  await sleep(100);

  assert.deepEqual(rows, [{ one: 1 }]);
  assert.equal(answer.status, 200);
  assert.match(lines.join(''), /relay database\/writer \S+ \d+ (--|CD) /);
});

async function query(options, statement) {
  const client = options instanceof pg.Client ? options : new pg.Client(options);
  await client.connect();
  return client.query(statement).finally(() => client.end());
}
