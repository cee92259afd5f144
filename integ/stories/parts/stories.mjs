/** Tells stories one after the other. Each goes on where the one before ended, so the first that fails is the last. */
export async function tell(stories, world, { say = console.log, now = () => performance.now() } = {}) {
  let passed = 0;
  for (const { name, tell: work } of stories) {
    const from = now();
    const seconds = () => `${((now() - from) / 1000).toFixed(1)} s`;
    try {
      await work(world);
      passed += 1;
      say(`ok     ${name}  (${seconds()})`);
    } catch (error) {
      say(`not ok ${name}  (${seconds()})`);
      say(error.stack ?? error);
      const untold = stories.slice(passed + 1).map((story) => story.name);
      untold.forEach((left) => say(`untold ${left}`));
      say(`${passed} passed, ${stories.length - passed} failed`);
      return false;
    }
  }
  say(`${passed} passed, 0 failed`);
  return passed > 0;
}
