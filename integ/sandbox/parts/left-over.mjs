import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { places } from './places.mjs';
import { beganAt, endLeftOver } from './processes.mjs';
import { Refusal } from './refusal.mjs';

/** What `.sandbox/run/state.json` says of a run: who runs it, what it started, and where it answers. */
function read() {
  try {
    return JSON.parse(readFileSync(places.state, 'utf8'));
  } catch {
    return {};
  }
}

function runs({ pid, began } = {}) {
  return began !== undefined && beganAt(pid) === began;
}

/** Take the place of a run; a crashed one is cleared away, a living one is not. */
export async function take(say) {
  const { owner, started, url } = read();
  if (runs(owner)) {
    throw new Refusal(
      `A sandbox runs already${url ? ` at ${url}` : ''} (process ${owner.pid}). End it with Ctrl-C there, or with \`npm run sandbox:down\`.`,
    );
  }
  if (existsSync(places.run)) {
    say('clearing away what an earlier run left');
    await clear(started);
  }
  mkdirSync(places.kept, { recursive: true });
  try {
    mkdirSync(places.run); // the folder is the lock: of two that start at once, one makes it
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    throw new Refusal('Another sandbox is just being started. There is one at a time.');
  }
  mkdirSync(places.home);
  note({});
}

/** Remember what is to be ended should this run not come to it. */
export function note(more) {
  const owner = { pid: process.pid, began: beganAt(process.pid) };
  const half = `${places.state}.new`;
  writeFileSync(half, JSON.stringify({ ...read(), owner, ...more }));
  renameSync(half, places.state); // whoever reads it meanwhile, or after a crash, reads a whole one
}

export async function clear(started = []) {
  for (const left of [...started].reverse()) await endLeftOver(left);
  rmSync(places.run, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** End a run from outside: its owner first, who ends the rest. */
export async function down() {
  const { owner, started } = read();
  const found = existsSync(places.run);
  if (owner) await endLeftOver(owner);
  await clear(started);
  return found;
}
