import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Build, flutter, vite } from '../support/fake-builds';
import { BUCKET, Desk, DISTRIBUTION } from '../support/fake-site';

jest.setTimeout(60_000);

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const bucket = ['--bucket', BUCKET];
const distribution = [...bucket, '--distribution', DISTRIBUTION];
const site = [...distribution, '--toolchain', 'vite'];
const release = [...site, '--release', 'r1'];
const NAME = `must be 1 to 64 letters, digits, '.', '_' and '-', the first no '.' and no '-'`;
const KEEP = `'--keep' must be 2 to 999, for users still hold the release before`;
const LONG = 'a'.repeat(65);

test.each<[string[], string]>([
  [[], `'--bucket' must be the name of a bucket, got ''`],
  [['--bucket', 's3://a'], `'--bucket' must be the name of a bucket, got 's3://a'`],
  [bucket, `'--distribution' must be the id of a distribution, got ''`],
  [[...bucket, '--distribution', 'a.b'], `'--distribution' must be the id of a distribution, got 'a.b'`],
  [distribution, `'--toolchain' must be vite or flutter, got ''`],
  [[...site, '--toolchain', 'next'], `'--toolchain' must be vite or flutter, got 'next'`],
  [site, `'--release' ${NAME}, got ''`],
  [[...site, '--release', 'a/b'], `'--release' ${NAME}, got 'a/b'`],
  [[...site, '--release', '-foo'], `'--release' ${NAME}, got '-foo'`],
  [[...site, '--rollback', '-foo'], `'--rollback' ${NAME}, got '-foo'`],
  [[...site, '--release', LONG], `'--release' ${NAME}, got '${LONG}'`],
  [[...site, '--rollback', '..'], `'--rollback' ${NAME}, got '..'`],
  [[...release, '--rollback', 'r1'], `'--release' publishes and '--rollback' puts back: give one of them`],
  [[...release, '--keep', '1'], `${KEEP}, got '1'`],
  [[...release, '--keep', 'all'], `${KEEP}, got 'all'`],
  [release, `the build must be a folder, got ''`],
  [[...release, 'dist'], `the build must be a folder, got 'dist'`],
  [[...release, 'a', 'b'], `one folder is published at a time, got 'a' and 'b'`],
  [[...release, '--delete', 'a'], `there is no option '--delete'`],
  [[...release, '--keep'], `'--keep' has no value`],
  ...[['a'], ['--keep', '3']].map((more): [string[], string] => [
    [...site, '--rollback', 'r1', ...more],
    `'--rollback' takes neither a folder nor '--keep': it publishes the copy, and removes nothing`,
  ]),
])('publish.sh refuses %j before it asks AWS for anything', async (args, message) => {
  const { code, err } = await desk.runScript(args);

  expect({ code, err }).toEqual({ code: 2, err: `publish.sh: ${message}\n` });
});

/** Files of source trees, with what is refused. */
const SOURCES = [
  ['.env.production', '.env.production'],
  ['.git/config', '.git'],
  ['node_modules/a/index.js', 'node_modules'],
  ['package.json', 'package.json'],
  ['pubspec.yaml', 'pubspec.yaml'],
  ['assets/.env', 'assets/.env'],
  ['.well-known/.env', '.well-known/.env'],
  ['assets/.well-known/a', 'assets/.well-known'],
];
const RESERVED = `'_releases' and '.complete' are not for builds, found in 'DIR'`;

test.each<[string, Build, string]>([
  ['no index', { 'a.txt': '' }, `there is no index.html in 'DIR'`],
  ['a marker', { 'index.html': '', '.complete': '' }, RESERVED],
  ['copies', { 'index.html': '', '_releases/a': '' }, RESERVED],
  ...SOURCES.map(([path, found]): [string, Build, string] => [
    path,
    { ...vite.build(1), [path]: 'secret' },
    `'${found}' looks like a source tree, not a build: pass dist/ or build/web, with no name that begins with '.'`,
  ]),
  ['a line end in a name', { 'index.html': '', 'a\nb': '' }, `names of files must be printable, see 'DIR'`],
  ['the marks of Flutter', flutter.build(1), `'--toolchain' is vite, but 'DIR' looks like a build by flutter`],
  ['none of them', vite.build(1), `'--toolchain' is flutter, but 'DIR' looks like a build by vite`],
  [
    'a pattern as name',
    { 'a[b]/index.html': '' },
    `the AWS CLI takes '*', '?' and '[' in 'DIR' for patterns: move the build`,
  ],
])('publish.sh refuses a build with %s before it asks AWS for anything', async (name, files, message) => {
  const empty = await desk.published(name === 'none of them' ? flutter : vite);
  const folder = `${desk.write(files)}${name === 'a pattern as name' ? '/a[b]' : ''}`;

  const { code, err } = await empty.run(['--release', 'r1', folder]);

  expect({ code, err: err.replace(folder, 'DIR') }).toEqual({ code: 2, err: `publish.sh: ${message}\n` });
  expect(empty.requests).toEqual([]);
});

test('publish.sh refuses to put back what is not complete, or was never there', async () => {
  const sites = await desk.published(vite, 1, 2);
  await sites.publish(3, { dieAfter: 1 });
  const before = sites.content;

  for (const n of [3, 4]) {
    expect(await sites.rollBack(n)).toEqual({
      code: 2,
      out: '',
      err: `publish.sh: there is no complete release 'r${n}' in ${BUCKET}, there is: r1, r2\n`,
    });
  }
  expect(sites.content).toEqual(before);
  expect((await (await desk.published(vite)).rollBack(1)).err).toContain(`'r1' in ${BUCKET}, there is: (none)\n`);
});

test.each([
  ['a file of the machine', '/etc/hostname', 'secret.txt'],
  ['a folder of the machine', '/etc', 'etc'],
  ['a folder above', '..', 'up'],
  ['a file that is not there', 'gone.txt', 'lost.txt'],
])('publish.sh refuses a build with a symbolic link to %s before it asks AWS for anything', async (_, target, link) => {
  const empty = await desk.published(vite);
  const folder = desk.write({ 'index.html': '', 'assets/a.js': '' });
  symlinkSync(target, join(folder, 'assets', link));

  expect(await empty.run(['--release', 'r1', folder])).toMatchObject({
    code: 2,
    err: `publish.sh: the symbolic link 'assets/${link}' leads to no file of '${folder}': publish a copy of what may be public\n`,
  });
  expect(empty.requests).toEqual([]);
});

test('publish.sh refuses a second build under the name of a release, and leaves copy and site as they were', async () => {
  const known = await desk.published(vite, 1, 2);
  const before = known.content;
  const message =
    `publish.sh: ${BUCKET} has another build as release 'r2', which a rollback has to find unchanged: give each build a ` +
    "'--release' of its own, like 'r2-2'\n";

  for (const files of [vite.build(3), { ...vite.build(2), 'index.html': 'other' }]) {
    expect(await known.publish(2, { files })).toEqual({ code: 2, out: '', err: message });
  }
  expect(known.content).toEqual(before);
  expect(await known.publish(2)).toMatchObject({ code: 0 });
});

test.each([
  ['a file that another wrote', '_releases/r1/index.html'],
  ['a file that another added', '_releases/r1/assets/login.js'],
])('publish.sh refuses to put back a copy with %s, until its build is published again', async (_, key) => {
  const known = await desk.published(vite, 1, 2);
  known.putForeign(key);
  const before = known.content;

  expect(await known.rollBack(1)).toEqual({
    code: 2,
    out: '',
    err:
      `publish.sh: the copy of release 'r1' in ${BUCKET} is not what was published, by the SHA-256 in its '.complete': ` +
      `put another release back, or publish the build of 'r1' again\n`,
  });
  expect(known.content).toEqual(before);

  expect(await known.publish(1)).toMatchObject({ code: 0 });
  expect(await known.rollBack(1)).toMatchObject({ code: 0 });
});
