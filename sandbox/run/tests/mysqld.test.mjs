import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { mysqlServer } from '../kernel/aws/mysqld.mjs';
import { Processes } from '../kernel/process/processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mysqld-'));
const { MYSQLD, PATH } = process.env;
after(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  Object.assign(process.env, { PATH });
  if (MYSQLD === undefined) delete process.env.MYSQLD;
  else process.env.MYSQLD = MYSQLD;
});

/** A program that prints its version. */
function program(name, version) {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho "${path}  Ver ${version}"\n`);
  chmodSync(path, 0o755);
  return path;
}

test('MYSQLD comes before the mysqld of the PATH', async () => {
  const own = program('own', '8.4.8 for Linux on x86_64');
  const ofPath = program('mysqld', '8.0.46 for Linux on x86_64');
  process.env.PATH = `${folder}:${PATH}`;
  delete process.env.MYSQLD;
  assert.deepEqual(await mysqlServer(new Processes()), { mysqld: ofPath });
  process.env.MYSQLD = own;
  assert.deepEqual(await mysqlServer(new Processes()), { mysqld: own });
});

test('a MYSQLD that is no MySQL 8 is refused', async () => {
  process.env.MYSQLD = program('mariadb', '10.11.14-MariaDB for debian-linux-gnu on x86_64');
  await assert.rejects(mysqlServer(new Processes()), /'MYSQLD' is .*mariadb, but must be the path of a mysqld 8/);
});
