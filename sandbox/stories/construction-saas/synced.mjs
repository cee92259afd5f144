import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import pg from 'pg';
import { ask } from './users.mjs';
import { ACME } from '../../run/examples/construction-saas/example.mjs';
import { databases } from '../../run/kernel/aws/postgresql.mjs';
import { places } from '../../run/kernel/places.mjs';

const CHANGES = `SELECT encode(data, 'escape') AS change FROM pg_logical_slot_get_binary_changes('story', NULL, NULL,
  'proto_version', '1', 'publication_names', 'powersync')`;

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const synced = {
  name: 'CM7a CM7b CM7c the user of the sync comes by the load balancer of the relays, and follows what is published; it reads no audit log, and writes nothing',
  async tell({ sandbox, cookies }) {
    const client = await byRelay(sandbox);
    try {
      await client.query("SELECT pg_create_logical_replication_slot('story', 'pgoutput')");
      const name = 'Followed by devices';
      await ask(sandbox, ACME, '/api/projects', { cookie: cookies.ann, body: { name } });
      const { rows } = await client.query(CHANGES);
      assert.ok(
        rows.some(({ change }) => change.includes(name)),
        JSON.stringify(rows),
      );
      await client.query("SELECT pg_drop_replication_slot('story')");
      await assert.rejects(client.query('SELECT * FROM tenant_acme.audit_events'), /permission denied/);
      await assert.rejects(client.query('DELETE FROM tenant_acme.projects'), /permission denied/);
    } finally {
      await client.end();
    }
  },
};

/** A connection as PowerSync makes it: to the name of the load balancer, with `verify-ca`, as the certificate is that of the database. */
async function byRelay(sandbox) {
  const described = await sandbox.ask(ElasticLoadBalancingV2Client, new DescribeLoadBalancersCommand({}));
  const [{ DNSName: host }] = described.LoadBalancers.filter(({ Type }) => Type === 'network');
  const [{ users }] = await databases(sandbox);
  const [login] = users.filter(({ user }) => user === 'sync');
  const ca = readFileSync(join(places.servers, 'ca.pem'), 'utf8');
  const client = new pg.Client({ ...login, host, ssl: { ca, checkServerIdentity: () => undefined } });
  await client.connect();
  return client;
}
