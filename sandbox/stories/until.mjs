import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again and again until what is seen is wanted; what was seen. An Error with it after some seconds.
 *
 * @template Seen
 * @param {string} what
 * @param {() => Promise<Seen>} look
 * @param {(seen: Seen) => unknown} isWanted
 */
export async function until(what, look, isWanted, seconds = 30) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}, but ${JSON.stringify(seen)}`);
    await sleep(200);
  }
}
