import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flutter, vite } from '../support/fake-builds';
import { BUCKET, Desk, DISTRIBUTION } from '../support/fake-site';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

describe('publish.sh refuses, before it asks AWS for anything,', () => {
  const bucket = ['--bucket', BUCKET];
  const distribution = [...bucket, '--distribution', DISTRIBUTION];
  const site = [...distribution, '--toolchain', 'vite'];
  const release = [...site, '--release', 'r1'];
  const back = [...site, '--rollback', 'r1'];
  const neither = `'--rollback' takes neither a folder nor '--keep': it publishes the copy, and removes nothing`;

  test.each<[string, string[], string]>([
    ['no bucket', [], `'--bucket' must be the name of a bucket, got ''`],
    ['the URL of a bucket', ['--bucket', 's3://a'], `'--bucket' must be the name of a bucket, got 's3://a'`],
    ['no distribution', bucket, `'--distribution' must be the id of a distribution, got ''`],
    [
      'a domain name',
      [...bucket, '--distribution', 'a.b'],
      `'--distribution' must be the id of a distribution, got 'a.b'`,
    ],
    ['no toolchain', distribution, `'--toolchain' must be vite or flutter, got ''`],
    ['another toolchain', [...site, '--toolchain', 'next'], `'--toolchain' must be vite or flutter, got 'next'`],
    ['no release', site, nameRule('release', '')],
    ['a release with a slash', [...site, '--release', 'a/b'], nameRule('release', 'a/b')],
    ['a release of 65 letters', [...site, '--release', 'a'.repeat(65)], nameRule('release', 'a'.repeat(65))],
    ['a release that leads elsewhere', [...site, '--rollback', '..'], nameRule('rollback', '..')],
    [
      'two ways',
      [...release, '--rollback', 'r1'],
      `'--release' publishes and '--rollback' puts back: give one of them`,
    ],
    ['to keep none but this', [...release, '--keep', '1'], keepRule('1')],
    ['to keep a word', [...release, '--keep', 'all'], keepRule('all')],
    ['no folder', release, `the build must be a folder, got ''`],
    ['a folder that is not there', [...release, 'dist'], `the build must be a folder, got 'dist'`],
    ['two folders', [...release, 'a', 'b'], `one folder is published at a time, got 'a' and 'b'`],
    ['an option of another tool', [...release, '--delete', 'a'], `there is no option '--delete'`],
    ['an option without value', [...release, '--keep'], `'--keep' has no value`],
    ['a folder on the way back', [...back, 'a'], neither],
    ['to keep some on the way back', [...back, '--keep', '3'], neither],
  ])('%s', async (_, args, message) => {
    const { code, err } = await desk.publish(args);

    expect({ code, err }).toEqual({ code: 2, err: `publish.sh: ${message}\n` });
  });

  test.each<[string, Record<string, string>, string]>([
    ['no index', { 'a.txt': '' }, `there is no index.html in 'DIR'`],
    [
      'a marker',
      { 'index.html': '', '.complete': '' },
      `'_releases' and '.complete' are not for builds, found in 'DIR'`,
    ],
    [
      'copies',
      { 'index.html': '', '_releases/a': '' },
      `'_releases' and '.complete' are not for builds, found in 'DIR'`,
    ],
    ['a line end in a name', { 'index.html': '', 'a\nb': '' }, `names of files must be printable, see 'DIR'`],
    ['the marks of Flutter', flutter.build(1), `'--toolchain' is vite, but 'DIR' looks like a build by flutter`],
  ])('a build with %s', async (_, files, message) => {
    const empty = await desk.published(vite);
    const folder = desk.write(files);

    const { code, err } = await empty.run(['--release', 'r1', folder]);

    expect({ code, err: err.replace(folder, 'DIR') }).toEqual({ code: 2, err: `publish.sh: ${message}\n` });
    expect(empty.requests).toEqual([]);
  });
});

test('publish.sh refuses a build for Flutter that is not by Flutter', async () => {
  const { code, err } = await (await desk.published(flutter)).publish(1, { files: vite.build(1) });

  expect(code).toBe(2);
  expect(err).toMatch(/^publish\.sh: '--toolchain' is flutter, but '.*' looks like a build by vite\n$/);
});

test('publish.sh refuses a folder whose name is a pattern to the AWS CLI', async () => {
  const folder = join(desk.write({}), 'a[b]');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), '');

  const { code, err } = await (await desk.published(vite)).run(['--release', 'r1', folder]);

  expect(code).toBe(2);
  expect(err).toMatch(
    /^publish\.sh: the AWS CLI takes '\*', '\?' and '\[' in '.*\/a\[b\]' for patterns: move the build\n$/,
  );
});

test('publish.sh refuses to put back what is not complete, or was never there', async () => {
  const site = await desk.published(vite, 1, 2);
  await site.publish(3, { dieAfter: 1 });
  const before = site.content;

  for (const n of [3, 4]) {
    expect(await site.rollBack(n)).toEqual({
      code: 2,
      out: '',
      err: `publish.sh: there is no complete release 'r${n}' in ${BUCKET}, there is: r1, r2\n`,
    });
  }
  expect(site.content).toEqual(before);

  expect(await (await desk.published(vite)).rollBack(1)).toMatchObject({
    err: `publish.sh: there is no complete release 'r1' in ${BUCKET}, there is: (none)\n`,
  });
});

function nameRule(option: string, got: string): string {
  return `'--${option}' must be 1 to 64 letters, digits, '.', '_' and '-', the first no '.', got '${got}'`;
}

function keepRule(got: string): string {
  return `'--keep' must be 2 to 999, for users still hold the release before, got '${got}'`;
}
