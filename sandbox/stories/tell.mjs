/**
 * Tells stories one after the other. Each goes on where the one before ended, so the first that fails is the last. Once
 * `ended` says that somebody ended it, no failure means anything, and nothing is said of what was not told.
 */
export async function tell(stories, world, { say = console.log, now = performance.now.bind(performance), ended } = {}) {
  let passed = 0;
  for (const { name, tell: work } of stories) {
    const from = now();
    const seconds = () => `${((now() - from) / 1000).toFixed(1)} s`;
    const failed = await failureOf(work, world);
    if (ended?.()) {
      say('interrupted');
      return false;
    }
    if (failed) {
      say(`not ok ${name}  (${seconds()})`);
      say(failed.error?.stack ?? failed.error);
      const untold = stories.slice(passed + 1).map((story) => story.name);
      untold.forEach((left) => say(`untold ${left}`));
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
