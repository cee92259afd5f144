import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE = 100;

/**
 * Requests again and again while something happens, one request of each kind at a time; how many there were, and those that failed.
 *
 * @param {Record<string, () => Promise<{ status?: number, body?: unknown }>>} requests by a name
 * @param {() => Promise<unknown>} work
 */
export async function during(requests, work) {
  let isDone = false;
  const failed = [];
  let asked = 0;
  let slowest = 0;
  const loops = Object.entries(requests).map(async ([name, request]) => {
    while (!isDone) {
      const from = performance.now();
      const answer = await request().catch((error) => ({ status: undefined, body: `${error}` }));
      slowest = Math.max(slowest, performance.now() - from);
      asked += 1;
      if (!answer.status || answer.status >= 400) failed.push([name, answer.status, JSON.stringify(answer.body)]);
      await sleep(PAUSE);
    }
  });
  const from = performance.now();
  try {
    await work();
  } finally {
    isDone = true;
    await Promise.all(loops);
  }
  return { asked, failed, seconds: Math.round((performance.now() - from) / 1000), slowest: Math.round(slowest) };
}
