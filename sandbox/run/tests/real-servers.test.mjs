import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeServers } from '../kernel/aws/real-servers.mjs';

const folder = mkdtempSync(join(tmpdir(), 'servers-'));
after(() => rmSync(folder, { recursive: true }));

test('the file of the servers names PostgreSQL, and a certificate for each address that a server can get', async () => {
  const file = await writeServers(folder, { mysqld: '/opt/mysqld' });
  const { postgresql, mysqld, certificate, key, ca } = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(mysqld, '/opt/mysqld');
  for (const program of ['initdb', 'postgres']) assert.ok(existsSync(join(postgresql, program)), program);
  const links = JSON.parse(readFileSync(join(postgresql, '..', 'pg-symlinks.json'), 'utf8'));
  for (const { target } of links) assert.ok(existsSync(join(postgresql, '..', '..', target)), target);

  const [leaf, issuer] = [certificate, ca].map((path) => new X509Certificate(readFileSync(path)));
  assert.ok(leaf.verify(issuer.publicKey));
  for (const address of ['127.0.0.1', '127.0.0.2', '127.0.0.254']) assert.equal(leaf.checkIP(address), address);
  assert.equal(leaf.checkIP('127.0.1.1'), undefined);
  assert.equal((statSync(key).mode % 0o1000).toString(8), '600');
});
