import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sampleBuild } from '../examples/rl-bank/sample-builds.mjs';

const site = { api: 'api.bank.example', auth0: { domain: 'tenant.auth0.com', clientId: 'aClientId' } };
const builds = mkdtempSync(join(tmpdir(), 'sample-builds-'));
const build = (toolchain, release) => sampleBuild({ ...site, name: toolchain, toolchain, release }, builds);
const [vite, flutter] = await Promise.all([build('vite', 'first'), build('flutter', 'first')]);
const read = (folder, path) => readFileSync(join(folder, path), 'utf8');
const scripts = (folder) => readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));

after(() => rmSync(builds, { recursive: true, force: true }));

for (const [toolchain, folder] of Object.entries({ vite, flutter })) {
  test(`a ${toolchain} build has the files that its page refers to`, () => {
    const found = [...read(folder, 'index.html').matchAll(/(?:src|href)="([\w./-]+\.\w+)"/g)].map(([, path]) => path);
    assert.ok(found.length >= 3, `${found}`);
    for (const path of found) assert.ok(existsSync(join(folder, path)), path);
  });

  test(`a page of ${toolchain} has no inline script or style, which the CSP would block`, () => {
    assert.doesNotMatch(read(folder, 'index.html'), /<style|style=|<script(?![^>]* src=)| on\w+=/);
  });
}

test('a Vite build has the settings of the plan, and a chunk with a hash for each page', () => {
  const text = scripts(vite).map((name) => read(vite, `assets/${name}`));
  for (const value of ['https://api.bank.example', 'tenant.auth0.com', 'aClientId', 'first']) {
    assert.ok(
      text.some((script) => script.includes(value)),
      value,
    );
  }
  for (const page of ['accounts', 'transfer', 'support', 'index']) {
    assert.ok(
      scripts(vite).some((name) => new RegExp(`^${page}-[\\w-]{8}\\.js$`).test(name)),
      page,
    );
  }
});

test('another release of Vite has other names for its chunks, and one of Flutter the same', async () => {
  const [nextVite, nextFlutter] = await Promise.all([build('vite', 'second'), build('flutter', 'second')]);
  assert.deepEqual(
    scripts(nextVite).filter((name) => /^(index|support)-/.test(name) && scripts(vite).includes(name)),
    [],
  );
  assert.deepEqual(readdirSync(nextFlutter), readdirSync(flutter));
  assert.match(read(nextFlutter, 'version.json'), /"second"/);
  assert.match(read(nextFlutter, 'flutter_service_worker.js'), /'flutter-app-cache-second'/);
});
