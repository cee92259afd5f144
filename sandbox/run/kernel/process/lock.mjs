import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { places } from '../places.mjs';
import { beganAt, endLeftOver } from './processes.mjs';
import { Refusal } from '../refusal.mjs';

/** What `.sandbox/run/state.json` says of a run: who runs it, what it started, and where it answers. */
function read(file = places.state) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function runs({ pid, began } = {}) {
  return began !== undefined && beganAt(pid) === began;
}

/**
 * Take the place of a run; a crashed one is cleared away, a living one is not. The folder is the lock: it gets its name
 * whole, with its owner in it, and of two that want the name one gets it.
 */
export async function take(say) {
  mkdirSync(places.kept, { recursive: true });
  refuseBesides(read());
  const stale = `${places.run}.stale-${process.pid}`;
  if (renamed(places.run, stale)) {
    const { owner, started } = read(join(stale, basename(places.state)));
    if (runs(owner)) {
      renameSync(stale, places.run); // it began between the look and the move
      refuseBesides({ owner });
    }
    say('clearing away what an earlier run left');
    await clear(started, stale);
  }
  const mine = mkdtempSync(`${places.run}.new-`);
  for (const folder of [places.home, places.tmp]) mkdirSync(join(mine, basename(folder)));
  writeFileSync(join(mine, basename(places.state)), JSON.stringify({ owner: me() }));
  if (!renamed(mine, places.run)) {
    rmSync(mine, { recursive: true });
    throw new Refusal('Another sandbox is just being started. There is one at a time.');
  }
}

function refuseBesides({ owner, url }) {
  if (!runs(owner)) return;
  throw new Refusal(
    `A sandbox runs already${url ? ` at ${url}` : ''} (process ${owner.pid}). End it with Ctrl-C there, or with \`npm run sandbox:down\`.`,
  );
}

/** Whether it was there to be renamed, and nothing has the other name. */
function renamed(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOENT', 'EEXIST', 'ENOTEMPTY'].includes(error.code)) return false;
    throw error;
  }
}

function me() {
  return { pid: process.pid, began: beganAt(process.pid) };
}

/** Remember what is to be ended should this run not come to it. */
export function note(more) {
  const half = `${places.state}.new`;
  writeFileSync(half, JSON.stringify({ ...read(), ...more }));
  renameSync(half, places.state); // whoever reads it meanwhile, or after a crash, reads a whole one
}

export async function clear(started = [], folder = places.run) {
  for (const left of [...started].reverse()) await endLeftOver(left);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** End a run from outside: its owner first, who ends the rest. */
export async function down() {
  const { owner, started } = read();
  const found = existsSync(places.run);
  if (owner) await endLeftOver(owner);
  await clear(started);
  for (const left of unfinished()) rmSync(left, { recursive: true, force: true });
  return found;
}

/** Folders of runs that were ended while they took or left their place. */
function unfinished() {
  const name = basename(places.run);
  const all = existsSync(places.kept) ? readdirSync(places.kept) : [];
  return all.filter((one) => one.startsWith(`${name}.`)).map((one) => join(places.kept, one));
}
