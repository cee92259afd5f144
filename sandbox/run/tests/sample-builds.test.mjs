import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sampleBuild } from '../bank/sample-builds.mjs';

const site = { name: 'test', title: 'A <b> & "c"', host: 'app.bank.example', api: 'api.bank.example' };
const builds = mkdtempSync(join(tmpdir(), 'sample-builds-'));
const build = (toolchain, release = 'r1') => sampleBuild({ ...site, name: toolchain, toolchain, release }, builds);
const read = (folder, path) => readFileSync(join(folder, path), 'utf8');

after(() => rmSync(builds, { recursive: true, force: true }));

/** The files that a page or a script of the build refers to. */
function references(folder) {
  const files = ['index.html', 'flutter_bootstrap.js'].filter((path) => existsSync(join(folder, path)));
  return files.flatMap((path) => [...read(folder, path).matchAll(/["'](\/[\w./-]+)["']/g)].map(([, found]) => found));
}

for (const toolchain of ['vite', 'flutter']) {
  test(`a ${toolchain} build has the files that it refers to, and no placeholder`, () => {
    const folder = build(toolchain);
    const found = references(folder);
    assert.ok(found.length >= 2, `${found}`);
    for (const path of found) assert.ok(existsSync(join(folder, path)), path);
    const page = read(folder, 'index.html');
    assert.doesNotMatch(page, /\{\{/);
    assert.match(page, /<title>A &lt;b> &amp; &quot;c&quot;<\/title>/);
    assert.match(page, /data-host="app\.bank\.example" data-api="api\.bank\.example"/);
    assert.match(page, /release <b>r1<\/b>/);
  });

  test(`a page of ${toolchain} has no inline script or style, which the CSP would block`, () => {
    const page = read(build(toolchain), 'index.html');
    assert.doesNotMatch(page, /<style|style=|<script(?![^>]* src=)| on\w+=/);
  });
}

test('assets of Vite have a hash in their names, those of Flutter do not', () => {
  const names = readdirSync(join(build('vite'), 'assets'));
  assert.equal(names.length, 2);
  for (const name of names) assert.match(name, /^app-[0-9a-f]{8}\.(js|css)$/);
  assert.deepEqual(readdirSync(join(build('vite', 'r2'), 'assets')), names);
  assert.deepEqual(readdirSync(build('flutter')).sort(), [
    'assets',
    'flutter_bootstrap.js',
    'index.html',
    'main.dart.js',
    'version.json',
  ]);
});
