import { copyOf, flutter, headersOf, pathsOf, smallVite, vite } from '../support/fake-builds';
import { BUCKET, Desk, DISTRIBUTION } from '../support/fake-site';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

describe.each([vite, flutter])('a build by $toolchain', (app) => {
  test('RB9c is served with the headers of its toolchain', async () => {
    const site = await desk.published(app, 1);

    const files = Object.entries(app.build(1));
    const promised = files.map(([path, text]) => [path, { text, headers: headersOf(app, path) }]);
    expect(site.root).toEqual(Object.fromEntries(promised));
  });

  test('RB9c is copied, goes up before what refers to it, and is invalidated once, before anything is removed', async () => {
    const site = await desk.published(app, 1, 2);

    await site.publish(3, { keep: 2 });

    const steps = site.writes.map(stepOf);
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual([
      'copy',
      'marker',
      ...(app === vite ? ['hashed', 'others', 'html'] : ['others', 'entry', 'html']),
      'invalidation',
      'removal',
      'removal of a marker',
      'removal of a copy',
    ]);
    expect(steps.filter((step) => step === 'invalidation')).toHaveLength(1);
  });

  test('RB9c leaves the files of the releases before it', async () => {
    const site = await desk.published(app, 1, 2, 3);

    expect(Object.keys(site.root).sort()).toEqual(pathsOf(app, 1, 2, 3));
    expect(Object.keys(site.copies)).toEqual(['r1', 'r2', 'r3']);
  });

  test('RB9c takes with it what none of the releases that are kept lists', async () => {
    const site = await desk.published(app, 1, 2);

    for (const n of [3, 4]) {
      await site.publish(n, { keep: 2 });

      expect(Object.keys(site.root).sort()).toEqual(pathsOf(app, n - 1, n));
      expect(site.copies).toEqual({ [`r${n - 1}`]: copyOf(app, n - 1), [`r${n}`]: copyOf(app, n) });
    }
  });

  test('RB9c is put back as it was, by a run that removes nothing', async () => {
    const site = await desk.published(app, 1, 2);
    const first = await desk.published(app, 1);

    const { code } = await site.rollBack(1);

    expect(code).toBe(0);
    expect(site.root).toMatchObject(first.root);
    expect(Object.keys(site.root).sort()).toEqual(pathsOf(app, 1, 2));
    const steps = [...new Set(site.writes.map(stepOf))];
    expect(steps).toEqual([
      'marker',
      ...(app === vite ? ['hashed', 'others', 'html'] : ['others', 'entry', 'html']),
      'invalidation',
    ]);
  });

  test('RB9c counts as the newest once it is put back', async () => {
    const site = await desk.published(app, 1, 2);

    await site.rollBack(1);
    await site.publish(3, { keep: 2 });

    expect(Object.keys(site.copies)).toEqual(['r1', 'r3']);
    expect(Object.keys(site.root).sort()).toEqual(pathsOf(app, 1, 3));
  });

  test('is the same when published twice, but for the moments', async () => {
    const site = await desk.published(app, 1, 2);
    const before = site.content;

    expect(await site.publish(2)).toMatchObject({ code: 0 });

    expect(site.content).toEqual(before);
  });

  test('RB14 takes the five actions, on one bucket and one distribution', async () => {
    const site = await desk.published(app, 1, 2);
    await site.publish(3, { keep: 2 });
    const requests = site.requests;
    await site.rollBack(2);

    const objects = `arn:aws:s3:::${BUCKET}/`;
    const taken = [...requests, ...site.requests].map(({ action, resource }) =>
      resource.startsWith(objects) ? `${action} ${objects}*` : `${action} ${resource}`,
    );
    expect([...new Set(taken)].sort()).toEqual([
      `cloudfront:CreateInvalidation arn:aws:cloudfront::111111111111:distribution/${DISTRIBUTION}`,
      `s3:DeleteObject ${objects}*`,
      `s3:GetObject ${objects}*`,
      `s3:ListBucket arn:aws:s3:::${BUCKET}`,
      `s3:PutObject ${objects}*`,
    ]);
  });
});

test('what others put at the root stays', async () => {
  const site = await desk.published(vite, 1, 2);
  const foreign = ['.well-known/security.txt', '.complete', 'None', 'assets/index-9.js'];
  site.putForeign(...foreign);

  await site.publish(3, { keep: 2 });

  expect(Object.keys(site.root)).toEqual(expect.arrayContaining(foreign));
});

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

test('the release that is published is kept, whatever the clocks say', async () => {
  const site = await desk.published(vite, 1, 2);
  site.postdate();

  await site.publish(3, { keep: 2 });

  expect(Object.keys(site.copies)).toEqual(['r2', 'r3']);
});

test('nothing is removed, and the run fails, if the copies cannot be listed', async () => {
  const site = await desk.published(vite, 1, 2);
  const script = desk.doctored('list-objects-v2 --bucket "$bucket"', 'list-objects-v2 --bucket other');

  const { code, err } = await site.publish(3, { keep: 2, script });

  expect(code).toBe(1);
  expect(err).toContain('AccessDenied');
  expect(Object.keys(site.copies)).toEqual(['r1', 'r2', 'r3']);
  expect(Object.keys(site.root).sort()).toEqual(pathsOf(vite, 1, 2, 3));
});

test('five releases are kept if nobody says how many', async () => {
  const site = await desk.published(smallVite, 1, 2, 3, 4, 5, 6);

  expect(Object.keys(site.copies)).toEqual(['r2', 'r3', 'r4', 'r5', 'r6']);
});

test('a file may have any name that can be printed', async () => {
  const names = [
    'a b.txt',
    ' a.txt',
    'Grüße/日本.txt',
    '[a].txt',
    'a*?.txt',
    `it's "a" \\ & $b.txt`,
    '-a.txt',
    '%20+.txt',
  ];
  const site = await desk.published(vite);

  await site.publish(1, { files: Object.fromEntries(['index.html', ...names].map((name) => [name, name])) });
  expect(Object.keys(site.root).sort()).toEqual(['index.html', ...names].sort());

  await site.publish(2, { files: { 'index.html': '', 'a.txt': '', 'a*.txt': '' } });
  await site.publish(3, { files: { 'index.html': '' }, keep: 2 });
  expect(Object.keys(site.root).sort()).toEqual(['a*.txt', 'a.txt', 'index.html']);
});

test('a build may have more files than go into one command', async () => {
  const files = {
    'index.html': '',
    ...Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`assets/${n}.js`, ''])),
  };
  const site = await desk.published(vite);

  await site.publish(1, { files });
  expect(Object.keys(site.root)).toHaveLength(251);

  await site.publish(2, { files: { 'index.html': '' } });
  await site.publish(3, { files: { 'index.html': '' }, keep: 2 });
  expect(Object.keys(site.root)).toEqual(['index.html']);
});

/** The step of the contract that a write belongs to. */
function stepOf(write: string): string {
  const steps: [RegExp, string][] = [
    [/^PutObject _releases\/r\d\/\.complete$/, 'marker'],
    [/^PutObject _releases\/r\d\//, 'copy'],
    [/^DeleteObject _releases\/r\d\/\.complete$/, 'removal of a marker'],
    [/^DeleteObject _releases\/r\d\//, 'removal of a copy'],
    [/^DeleteObject /, 'removal'],
    [/^CreateInvalidation /, 'invalidation'],
    [/\.html$/, 'html'],
    [/ assets\/.*-\d\.\w+$/, 'hashed'],
    [/ (main\.dart\.m?js|flutter_bootstrap\.js|flutter_service_worker\.js|version\.json)$/, 'entry'],
  ];
  return steps.find(([pattern]) => pattern.test(write))?.[1] ?? 'others';
}
