import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import pg from 'pg';
import { writeServers } from '../kernel/aws/real-servers.mjs';

const OWNER = { user: 'tracker', password: 'of-the-owner' };
const isRoot = process.getuid?.() === 0;

/**
 * Starts PostgreSQL behind TLS with a database as RDS creates it, whose owner is no superuser; the variables of its owner, and how to
 * stop it. This process trusts its certificate; others do by NODE_EXTRA_CA_CERTS, the file `ca`.
 *
 * @param {Record<string, string>} [parameters] further ones
 */
export async function startPostgresql(parameters = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
  const { postgresql, certificate, key, ca } = JSON.parse(
    readFileSync(await writeServers(join(folder, 'tls')), 'utf8'),
  );
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const [name, source] of Object.entries({ 'server.crt': certificate, 'server.key': key })) {
    writeFileSync(join(folder, name), readFileSync(source), { mode: 0o600 });
  }
  if (isRoot) {
    for (const path of [folder, data, join(folder, 'server.crt'), join(folder, 'server.key')]) {
      chownSync(path, ...nobody());
    }
  }
  const [program, ...before] = asOwner(join(postgresql, 'initdb'));
  execFileSync(
    program,
    [
      ...before,
      '-D',
      data,
      '-U',
      'rdsadmin',
      '--encoding',
      'UTF8',
      '--auth',
      'trust',
      '--no-sync',
      '--no-instructions',
    ],
    {
      ...{ cwd: '/', stdio: 'pipe', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
    },
  );
  const port = await freePort();
  const settings = {
    ...{ listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', shared_buffers: '32MB' },
    ...{ dynamic_shared_memory_type: 'mmap', ssl: 'on', ...parameters },
    ...{ ssl_cert_file: join(folder, 'server.crt'), ssl_key_file: join(folder, 'server.key') },
  };
  const text = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  writeFileSync(join(data, 'postgresql.conf'), text.join(''));
  writeFileSync(
    join(data, 'pg_hba.conf'),
    'host all rdsadmin 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n',
  );
  const [command, ...args] = asOwner(join(postgresql, 'postgres'));
  const server = spawn(command, [...args, '-D', data], { cwd: '/', stdio: 'ignore', env: { PATH: process.env.PATH } });
  const admin = { host: '127.0.0.1', port, user: 'rdsadmin', database: 'postgres' };
  await ready(admin);
  await run(admin, `CREATE ROLE ${OWNER.user} LOGIN CREATEDB CREATEROLE PASSWORD '${OWNER.password}'`);
  await run(admin, `CREATE DATABASE tracker OWNER ${OWNER.user}`);
  trust(readFileSync(ca, 'utf8'));
  return {
    ca,
    admin,
    environment: {
      ...{
        DB_HOST: '127.0.0.1',
        DB_PORT: `${port}`,
        DB_NAME: 'tracker',
        DB_USER: OWNER.user,
        DB_PASSWORD: OWNER.password,
      },
      ...{ APP_DB_USER: 'app', APP_DB_PASSWORD: 'of-app', RATES_DB_USER: 'rates', RATES_DB_PASSWORD: 'of-rates' },
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function trust(ca) {
  const native = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const made = native(options);
    made.context.addCACert(ca);
    return made;
  };
}

/** PostgreSQL refuses to run as root. */
function asOwner(program) {
  if (!isRoot) return [program];
  const [uid, gid] = nobody();
  const rights = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', '--pdeathsig', 'QUIT'];
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights, '--', program];
}

/** @returns {[number, number]} */
function nobody() {
  const [, , uid, gid] = /^nobody:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0].split(':') ?? [];
  return [Number(uid), Number(gid)];
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const taken = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (taken.address());
      taken.close(() => resolve(port));
    });
  });
}

async function ready(login) {
  for (const end = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return await run(login, 'SELECT 1');
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

async function run(login, statement) {
  const client = new pg.Client(login);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
