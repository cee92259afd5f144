import { App, brokenParts, copyOf, pathsOf } from './fake-builds';
import { Desk, FakeSite } from './fake-site';

/** The step of the contract that a write belongs to. */
export function stepOf(write: string): string {
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

/** The steps of a run, in order. */
export function stepsOf(writes: string[]): string[] {
  return writes.map(stepOf).filter((step, index, all) => step !== all[index - 1]);
}

/** The writes after which a run is in the middle of a step that is new. */
export function firstOfEachStep(writes: string[]): number[] {
  return writes.flatMap((write, index) => (stepOf(write) === stepOf(writes[index - 1] ?? '') ? [] : [index + 1]));
}

/** A run on a site that holds releases 1 and 2. */
const runs = {
  'a new release': async (site: FakeSite, dieAfter?: number) => site.publish(3, { keep: 2, dieAfter }),
  'the way back': async (site: FakeSite, dieAfter?: number) => site.rollBack(1, { dieAfter }),
};

/** What `run` leaves of a site where it dies after these writes, and whether the next one makes it whole. */
export async function interruptedAfter(
  desk: Desk,
  app: App,
  run: keyof typeof runs,
  pick: (writes: string[]) => number[],
) {
  const site = await desk.published(app, 1, 2);
  const whole = site.copy();
  await runs[run](whole);
  const outcomes = pick(whole.writes).map(async (dieAfter) => {
    const broken = site.copy();
    const { code } = await runs[run](broken, dieAfter);
    const left = { after: broken.writes.at(-1), isDead: code !== 0, problems: problemsOf(app, broken) };
    await runs[run](broken);
    return { ...left, isWholeAfterwards: JSON.stringify(broken.content) === JSON.stringify(whole.content) };
  });
  const good = pick(whole.writes).map((n) => {
    return { after: whole.writes[n - 1], isDead: true, problems: [], isWholeAfterwards: true };
  });
  return { outcomes: await Promise.all(outcomes), good };
}

/** What users of the release at the root and users who still hold release 2 would miss, and copies that are not whole. */
function problemsOf(app: App, site: FakeSite): string[] {
  const held = app.toolchain === 'vite' ? pathsOf(app, 2).filter((path) => path.startsWith('assets/')) : [];
  const copies = Object.entries(site.copies).filter(([, copy]) => copy.includes('.complete'));
  const broken = copies.filter(([release, copy]) => `${copy}` !== `${copyOf(app, Number(release.slice(1)))}`);
  return [
    ...brokenParts(app, site.root),
    ...held.filter((path) => !(path in site.root)).map((path) => `${path} is not there for release 2`),
    ...broken.map(([release]) => `${release} claims to be complete`),
  ];
}
