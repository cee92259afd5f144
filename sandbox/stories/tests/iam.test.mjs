// What the stories of IAM ask for. Without an emulator.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deeds } from '../iam/deeds.mjs';
import { JOBS } from '../iam/jobs.mjs';
import { claimsOf, Session, tokenOf } from '../iam/session.mjs';
import { wrongClaims } from '../iam/trust.mjs';

const job = JOBS['push-image'];
const sites = [{ bucket: 'one', distribution: 'E1', role: 'publish-webapp' }];
const all = deeds({ account: '982233224911', sites, cache: 'cache' });

test('a token has the subject of GitHub, with the names alone or with the ids', () => {
  const sub = (options) => JSON.parse(`${Buffer.from(tokenOf(claimsOf(job, options)).split('.')[1], 'base64url')}`).sub;
  assert.equal(sub({}), 'repo:rl-bank/rl-bank-api:environment:prd');
  assert.equal(sub({ ids: true }), 'repo:rl-bank@10000001/rl-bank-api@20000001:environment:prd');
});

test('each wrong token differs from the right one in its claims, and from the others', () => {
  const claims = Object.values(wrongClaims(job)).map(([wrong]) => JSON.stringify({ ...wrong, iat: 0 }));
  assert.equal(new Set([...claims, JSON.stringify({ ...claimsOf(job), iat: 0 })]).size, claims.length + 1);
});

test('each deed has a name of its own, and roles that exist', () => {
  assert.deepEqual(
    all.map(({ what }) => what).filter((what, index, names) => names.indexOf(what) !== index),
    [],
  );
  const known = [...Object.keys(JOBS), 'api-execution'];
  assert.deepEqual(
    all.flatMap(({ by }) => by).filter((role) => !known.includes(role)),
    [],
  );
});

test('each role has deeds of its own, and each deed of a role has a neighbour that none may do', () => {
  const able = new Set(all.flatMap(({ by }) => by));
  assert.deepEqual(
    [...able].sort(),
    [...Object.keys(JOBS), 'api-execution'].filter((role) => role !== 'publish-mp-webapp').sort(),
  );
  const forNone = new Set(all.filter(({ by }) => by.length === 0).map(({ Client }) => Client));
  assert.deepEqual(
    all.filter(({ by, Client }) => by.length > 0 && !forNone.has(Client)).map(({ what }) => what),
    [],
  );
});

test('only an AccessDenied counts as refused', async () => {
  const answers = {
    refused: Object.assign(new Error('no'), { name: 'AccessDeniedException' }),
    missing: Object.assign(new Error('there is none'), { name: 'NoSuchBucket' }),
  };
  class Client {
    async send(command) {
      if (command !== 'allowed') throw answers[command];
    }
  }
  const sandbox = /** @type {any} */ ({ region: 'ap-southeast-1', url: 'http://127.0.0.1:9' });
  const session = new Session(sandbox, /** @type {any} */ ({}));
  await session.isRefused('it', Client, 'refused');
  await assert.rejects(session.isRefused('it', Client, 'missing'), /NoSuchBucket: there is none/);
  await assert.rejects(session.isRefused('it', Client, 'allowed'), /allowed/);
});

test('docker names an image by its digest, and refuses what it does not know', () => {
  const docker = (...args) =>
    execFileSync(process.execPath, [fileURLToPath(new URL('../docker.mjs', import.meta.url)), ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  assert.match(docker('image', 'inspect', '--format', '{{.Id}}', '7654321'), /^sha256:[0-9a-f]{64}\n$/);
  assert.throws(() => docker('run', 'x'), /docker run is unknown/);
});
