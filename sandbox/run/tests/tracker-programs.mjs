// The programs of examples/expense-tracker, PostgreSQL with their schema, and the pages that they read.
import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { startPostgresql } from './postgresql-server.mjs';
import { migrate } from '../../../examples/expense-tracker/app/migrate/migrate.mjs';
import { places } from '../kernel/places.mjs';

export const APP = join(places.examples, 'expense-tracker', 'app');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ECB = `<Cube time='2026-11-27'><Cube currency='USD' rate='1.05'/><Cube currency='RSD' rate='117.1'/></Cube>`;
const PAGES = {
  '/keys': JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }),
  '/ecb': ECB.replace('2026-11-27', today()),
  '/nbu': JSON.stringify([{ cc: 'USD', rate: 42, exchangedate: today().split('-').reverse().join('.') }]),
};
const children = [];
/** PostgreSQL of the run. */
export let postgresql;
let pages;
/** @type {Record<string, string>} Variables of a service. */
export let environment;

before(async () => {
  pages = createServer(({ url = '' }, response) => response.writeHead(PAGES[url] ? 200 : 404).end(PAGES[url]));
  await once(pages.listen(0, '127.0.0.1'), 'listening');
  postgresql = await startPostgresql();
  await migrate(postgresql.environment);
  environment = {
    ...postgresql.environment,
    ...{ DB_USER: 'app', DB_PASSWORD: 'of-app', NODE_EXTRA_CA_CERTS: postgresql.ca, NODE_ENV: 'production' },
    ...{
      AUTH_MODE: 'cognito',
      COGNITO_ISSUER: 'https://pool.example',
      COGNITO_CLIENT_ID: 'client',
      COGNITO_JWKS_URL: page('/keys'),
    },
  };
  Object.assign(process.env, environment, { RATE_SOURCES: JSON.stringify({ ECB: page('/ecb'), NBU: page('/nbu') }) });
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  pages.closeAllConnections();
  pages.close();
  await postgresql.stop();
});

/** URL of a page of the run. */
export function page(path) {
  return `http://127.0.0.1:${pages.address().port}${path}`;
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

/** Starts a service on a free port; what it says first, and its URL. */
export async function start(service, variables = {}, app = APP) {
  const child = spawn(process.execPath, [join(app, service, 'server.mjs')], {
    env: { PATH: process.env.PATH, ...environment, HOST: '127.0.0.1', PORT: '0', ...variables },
  });
  children.push(child);
  const said = await new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').once('data', resolve);
  });
  return { child, said, url: `http://${/listening on (\S+)/.exec(said)?.[1]}` };
}

/** A token as Cognito signs it. */
export function tokenOf(sub, claims = {}) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 600;
  const payload = { sub, iss: 'https://pool.example', aud: 'client', token_use: 'id', exp, ...claims };
  const text = `${encode({ alg: 'RS256', kid: 'one' })}.${encode(payload)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}
