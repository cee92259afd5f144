/**
 * @typedef {import('./world.mjs').World} World
 */

/**
 * What a group of stories says and checks, in the world that they share.
 *
 * @template [W=World]
 * @typedef {{ name: string, tell: (world: W) => Promise<unknown> }} Story
 */

/**
 * Runs stories one after the other, up to the first that fails, as each continues where the one before ended. After an
 * interruption, `isEnding`, a failure has no meaning.
 *
 * @template W
 * @param {Story<W>[]} stories
 * @param {W} world
 * @param {{ say?: (line: string) => void, now?: () => number, isEnding?: () => boolean }} options
 * @returns whether there were stories, and all passed
 */
export async function tell(stories, world, options = {}) {
  const { say = console.log, now = () => performance.now(), isEnding = () => false } = options;
  let passed = 0;
  for (const { name, tell: work } of stories) {
    const from = now();
    const seconds = () => `${((now() - from) / 1000).toFixed(1)} s`;
    const failed = await failureOf(work, world);
    if (isEnding()) {
      say('interrupted');
      return false;
    }
    if (failed) {
      say(`not ok ${name}  (${seconds()})`);
      say(failed.error?.stack ?? failed.error);
      const rest = stories.slice(passed + 1).map((story) => story.name);
      rest.forEach((left) => say(`not run ${left}`));
      say(`${passed} passed, ${stories.length - passed} failed`);
      return false;
    }
    passed += 1;
    say(`ok     ${name}  (${seconds()})`);
  }
  say(`${passed} passed, 0 failed`);
  return passed > 0;
}

async function failureOf(work, world) {
  try {
    await work(world);
    return undefined;
  } catch (error) {
    return { error };
  }
}
