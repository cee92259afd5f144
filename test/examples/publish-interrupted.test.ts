import { App, brokenParts, copyOf, pathsOf, smallFlutter, smallVite } from '../support/fake-builds';
import { Desk, FakeSite } from '../support/fake-site';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

describe.each([smallVite, smallFlutter])('a run for $toolchain that is interrupted', (app) => {
  test('RB9c after any of its writes leaves a site that works, and the next run does the rest', async () => {
    const site = await desk.published(app, 1, 2);
    const whole = site.copy();
    await whole.publish(3, { keep: 2 });

    const outcomes = await Promise.all(
      whole.writes.map(async (_, index) => {
        const broken = site.copy();
        const { code } = await broken.publish(3, { keep: 2, dieAfter: index + 1 });
        const outcome = { lastWrite: broken.writes.at(-1), isDead: code !== 0, problems: problemsOf(app, broken) };
        await broken.publish(3, { keep: 2 });
        return { ...outcome, isWholeAfterwards: JSON.stringify(broken.content) === JSON.stringify(whole.content) };
      }),
    );

    expect(outcomes).toEqual(
      whole.writes.map((lastWrite) => ({ lastWrite, isDead: true, problems: [], isWholeAfterwards: true })),
    );
  }, 60_000);

  test('RB9c on the way back leaves a site that works, and the next run does the rest', async () => {
    const site = await desk.published(app, 1, 2);
    const whole = site.copy();
    await whole.rollBack(1);

    const outcomes = await Promise.all(
      whole.writes.map(async (_, index) => {
        const broken = site.copy();
        await broken.rollBack(1, { dieAfter: index + 1 });
        const outcome = { lastWrite: broken.writes.at(-1), problems: problemsOf(app, broken) };
        await broken.rollBack(1);
        return { ...outcome, isWholeAfterwards: JSON.stringify(broken.content) === JSON.stringify(whole.content) };
      }),
    );

    expect(outcomes).toEqual(whole.writes.map((lastWrite) => ({ lastWrite, problems: [], isWholeAfterwards: true })));
  }, 60_000);

  test('is seen to break the site where the order is another', async () => {
    const site = await desk.published(app, 1, 2);
    const script = desk.doctored(app === smallVite ? 'step=4-html' : 'step=3-entry', 'step=0-first');
    const whole = site.copy();
    await whole.publish(3, { script });
    expect(problemsOf(app, whole)).toEqual([]);

    const first = app === smallVite ? 'PutObject index.html' : 'PutObject main.dart.js';
    await site.publish(3, { script, dieAfter: whole.writes.indexOf(first) + 1 });

    expect(problemsOf(app, site)).toContainEqual(expect.stringMatching(/^assets\/.* is not there$/));
  });

  test('is seen to leave half a copy to go back to where its marker goes with it, not before', async () => {
    const site = await desk.published(app, 1, 2);
    const removal = 'aws s3 rm "s3://$bucket/_releases/$old/.complete"';
    const script = desk.doctored(removal, `: ${removal}`);
    const whole = site.copy();
    await whole.publish(3, { script, keep: 2 });

    const first = whole.writes.findIndex((write) => write.startsWith('DeleteObject _releases/'));
    await site.publish(3, { script, keep: 2, dieAfter: first + 1 });

    expect(problemsOf(app, site)).toEqual(['r1 claims to be complete']);
  });
});

/** What users of the release at the root and users who still hold release 2 would miss, and copies that are not whole. */
function problemsOf(app: App, site: FakeSite): string[] {
  const held = app.toolchain === 'vite' ? pathsOf(app, 2).filter((path) => path.startsWith('assets/')) : [];
  return [
    ...brokenParts(app, site.root),
    ...held.filter((path) => !(path in site.root)).map((path) => `${path} is not there for release 2`),
    ...Object.entries(site.copies)
      .filter(
        ([release, copy]) => copy.includes('.complete') && `${copy}` !== `${copyOf(app, Number(release.slice(1)))}`,
      )
      .map(([release]) => `${release} claims to be complete`),
  ];
}
