import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf, flutter, headersOf, pathsOf, smallFlutter, smallVite, vite } from '../support/fake-builds';
import { BUCKET, Desk, DISTRIBUTION, FakeSite } from '../support/fake-site';
import { firstOfEachStep, interruptedAfter, stepsOf } from '../support/interrupted';

jest.setTimeout(60_000);

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

/** What others put at the root. */
const FOREIGN = ['.complete', '.well-known/security.txt', 'None', 'assets/index-9.js'];

const OBJECTS = `arn:aws:s3:::${BUCKET}/`;
const ACTIONS = [
  `cloudfront:CreateInvalidation arn:aws:cloudfront::111111111111:distribution/${DISTRIBUTION}`,
  `s3:DeleteObject ${OBJECTS}*`,
  `s3:GetObject ${OBJECTS}*`,
  `s3:ListBucket arn:aws:s3:::${BUCKET}`,
  `s3:PutObject ${OBJECTS}*`,
];

/** The actions of the last run, on the objects as a whole. */
function actionsOf(site: FakeSite): string[] {
  const taken = site.requests.map(({ action, resource }) => `${action} ${resource.replace(/(?<=:::[^/]+\/).*/, '*')}`);
  return [...new Set(taken)].sort();
}

describe.each([vite, flutter])('a build by $toolchain', (app) => {
  const atTheRoot = app === vite ? ['hashed', 'others', 'html'] : ['others', 'entry', 'html'];

  test('RB9c is served with the headers of its toolchain, and the same when published twice', async () => {
    const site = await desk.published(app, 1);
    const before = site.content;

    const files = Object.entries(app.build(1));
    const promised = files.map(([path, text]) => [path, { text, headers: headersOf(app, path) }]);
    expect(site.root).toEqual(Object.fromEntries(promised));
    expect(await site.publish(1)).toMatchObject({ code: 0 });
    expect(site.content).toEqual(before);
  });

  test('RB9c RB14 goes up before what refers to it, then takes with it what only releases that go had listed', async () => {
    const site = await desk.published(app, 1, 2);
    site.putForeign(...FOREIGN);
    expect(Object.keys(site.root).sort()).toEqual([...pathsOf(app, 1, 2), ...FOREIGN].sort());

    for (const n of [3, 4]) {
      await site.publish(n, { keep: 2 });

      expect(stepsOf(site.writes)).toEqual([
        ...['copy', 'marker', ...atTheRoot, 'invalidation'],
        ...['removal', 'removal of a marker', 'removal of a copy'],
      ]);
      expect(actionsOf(site)).toEqual(ACTIONS.filter((action) => !action.startsWith('s3:GetObject')));
      expect(Object.keys(site.root).sort()).toEqual([...pathsOf(app, n - 1, n), ...FOREIGN].sort());
      expect(site.copies).toEqual({ [`r${n - 1}`]: copyOf(app, n - 1), [`r${n}`]: copyOf(app, n) });
    }
  });

  test('RB9c RB14 is put back as it was by a run that removes nothing, and counts as the newest then', async () => {
    const site = await desk.published(app, 1, 2);
    const first = await desk.published(app, 1);

    expect(await site.rollBack(1)).toMatchObject({ code: 0 });

    expect(site.root).toMatchObject(first.root);
    expect(Object.keys(site.root).sort()).toEqual(pathsOf(app, 1, 2));
    expect(stepsOf(site.writes)).toEqual(['marker', ...atTheRoot, 'invalidation']);
    expect(actionsOf(site)).toEqual(ACTIONS.filter((action) => !action.startsWith('s3:DeleteObject')));

    await site.publish(3, { keep: 2 });
    expect(Object.keys(site.copies)).toEqual(['r1', 'r3']);
    expect(Object.keys(site.root).sort()).toEqual(pathsOf(app, 1, 3));
  });
});

// After every write in test/examples/nightly; here each kind of step, in the order of either toolchain.
test.each([
  ['a new release', smallVite],
  ['the way back', smallFlutter],
] as const)(
  'RB9c %s that is interrupted leaves a site that works, and the next run does the rest',
  async (run, app) => {
    const { outcomes, good } = await interruptedAfter(desk, app, run, firstOfEachStep);

    expect(outcomes).toEqual(good);
    expect(good.length).toBeGreaterThanOrEqual(run === 'a new release' ? 9 : 5);
  },
);

test('a copy that was never completed stays as long as releases of its age do, and takes nothing with it', async () => {
  const site = await desk.published(vite, 1);
  await site.publish(2, { dieAfter: 1 });
  expect(site.copies.r2).toEqual(['assets/index-2.js']);
  site.putForeign('assets/index-2.js');

  await site.publish(3, { keep: 2 });
  expect(Object.keys(site.copies)).toEqual(['r1', 'r2', 'r3']);

  await site.publish(4, { keep: 2 });
  expect(Object.keys(site.copies)).toEqual(['r3', 'r4']);
  expect(Object.keys(site.root).sort()).toEqual([...pathsOf(vite, 3, 4), 'assets/index-2.js'].sort());
});

test('five releases are kept if nobody says how many, the published one among them whatever the clocks say', async () => {
  const site = await desk.published(smallVite, 1);
  site.putForeign(...[2, 3, 4, 5, 6].map((n) => `_releases/r${n}/.complete`));
  site.postdate();

  await site.publish(7);

  expect(Object.keys(site.copies)).toHaveLength(5);
  expect(Object.keys(site.copies)).toContain('r7');
});

test('nothing is removed, and the run fails, if the copies cannot be listed', async () => {
  const site = await desk.published(vite, 1, 2);
  const script = desk.doctored('prune() {\n  list_copies', 'prune() {\n  bucket=other list_copies');

  const { code, err } = await site.publish(3, { keep: 2, script });

  expect(code).toBe(1);
  expect(err).toContain('AccessDenied');
  expect(Object.keys(site.copies)).toEqual(['r1', 'r2', 'r3']);
  expect(Object.keys(site.root).sort()).toEqual(pathsOf(vite, 1, 2, 3));
});

test('a file may have any name that can be printed, and a build more files than go into one command', async () => {
  const odd = [
    'a b.txt',
    ' a.txt',
    'Grüße/日本.txt',
    '[a].txt',
    'a*?.txt',
    `it's "a" \\ & $b.txt`,
    '-a.txt',
    '%20+.txt',
    '.well-known/security.txt',
    '.last_build_id',
    'docs/package.json',
  ];
  const many = Array.from({ length: 250 }, (_, n) => `assets/${n}.js`);
  const names = ['index.html', ...odd, ...many];
  const site = await desk.published(vite);

  await site.publish(1, { files: Object.fromEntries(names.map((name) => [name, name])) });
  expect(Object.keys(site.root).sort()).toEqual([...names].sort());
  expect(await site.rollBack(1)).toMatchObject({ code: 0 });

  await site.publish(2, { files: { 'index.html': '', 'a.txt': '', 'a*.txt': '' } });
  await site.publish(3, { files: { 'index.html': '' }, keep: 2 });
  expect(Object.keys(site.root).sort()).toEqual(['a*.txt', 'a.txt', 'index.html']);
});

test('a release whose marker has no digest is put back with a note, and its marker stays', async () => {
  const site = await desk.published(vite, 1, 2);
  site.putForeign('_releases/r1/.complete');

  const { code, err } = await site.rollBack(1);

  expect({ code, err: err.split('\n')[0] }).toEqual({
    code: 0,
    err: `publish.sh: the '.complete' of release 'r1' has no SHA-256 to check its copy by, so it was published before there was one`,
  });
  expect(site.content).toContainEqual(['_releases/r1/.complete', expect.objectContaining({ body: '' })]);
});

test('a build that takes the place of half a copy leaves nothing of it', async () => {
  const site = await desk.published(vite, 1);
  await site.publish(2, { dieAfter: 1 });
  expect(site.copies.r2).toEqual(['assets/index-2.js']);

  await site.publish(2, { files: vite.build(3), dieAfter: 7 });
  expect(site.copies.r2).not.toContain('.complete');
  expect(await site.publish(2, { files: vite.build(3) })).toMatchObject({ code: 0 });

  expect(site.copies.r2).toEqual(copyOf(vite, 3));
  expect(await site.rollBack(1)).toMatchObject({ code: 0 });
  expect(await site.rollBack(2)).toMatchObject({ code: 0 });
});

test('a link to a file of the build is published as that file', async () => {
  const site = await desk.published(vite);
  const folder = desk.write({ 'index.html': 'page' });
  symlinkSync('index.html', join(folder, 'start.html'));

  expect(await site.run(['--release', 'r1', folder])).toMatchObject({ code: 0 });
  expect(site.root['start.html'].text).toBe('page');
});
