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
import { Refusal } from '../refusal.mjs';
import { beganAt, endLeftOver } from './processes.mjs';

/**
 * @typedef {import('../types.d.ts').ProcessRecord} ProcessRecord
 * @typedef {{ owner?: ProcessRecord, started?: ProcessRecord[], url?: string }} State
 */

/**
 * The state of a run, `.sandbox/run/state.json`: its owner, the processes that it started, and the URL of its emulator.
 *
 * @returns {State}
 */
function readState(file = places.state) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {ProcessRecord | undefined} owner */
function isAlive(owner) {
  return owner?.began !== undefined && beganAt(owner.pid) === owner.began;
}

/**
 * Acquires the lock of the sandbox: its folder. What a crashed run left is removed, a live run is refused. The folder gets
 * its name as a whole, with its owner in it, so that of two runs that want it one gets it.
 */
export async function acquireLock(say) {
  mkdirSync(places.kept, { recursive: true });
  refuseSecondRun(readState());
  const stale = `${places.run}.stale-${process.pid}`;
  if (isRenamed(places.run, stale)) {
    const { owner, started } = readState(join(stale, basename(places.state)));
    if (isAlive(owner)) {
      renameSync(stale, places.run); // it began between the look and the move
      refuseSecondRun({ owner });
    }
    say('removing what an earlier run left');
    await releaseLock(started, stale);
  }
  const mine = mkdtempSync(`${places.run}.new-`);
  for (const folder of [places.home, places.tmp]) mkdirSync(join(mine, basename(folder)));
  writeFileSync(join(mine, basename(places.state)), JSON.stringify({ owner: thisProcess() }));
  if (!isRenamed(mine, places.run)) {
    rmSync(mine, { recursive: true });
    throw new Refusal('Another sandbox is starting: only one can run at a time.');
  }
}

/** @param {State} state */
function refuseSecondRun({ owner, url }) {
  if (!isAlive(owner)) return;
  throw new Refusal(
    `A sandbox is running${url ? ` at ${url}` : ''} (process ${owner?.pid}): end it with Ctrl-C there, or with \`npm run sandbox:down\`.`,
  );
}

/** Whether the folder existed and the other name was free. */
function isRenamed(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOENT', 'EEXIST', 'ENOTEMPTY'].includes(error.code)) return false;
    throw error;
  }
}

function thisProcess() {
  return { pid: process.pid, began: beganAt(process.pid) };
}

/** Records values in the state of this run, so that another process can end it. */
export function recordState(more) {
  const half = `${places.state}.new`;
  writeFileSync(half, JSON.stringify({ ...readState(), ...more }));
  renameSync(half, places.state); // a reader gets the old file or the new one, also after a crash
}

/** Releases the lock: ends left-over processes, and removes the folder of the run. */
export async function releaseLock(/** @type {ProcessRecord[]} */ started = [], folder = places.run) {
  for (const left of [...started].reverse()) await endLeftOver(left);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Ends a run from another process: first its owner, which ends the rest. Whether there was one. */
export async function stopRun() {
  const { owner, started } = readState();
  const found = existsSync(places.run);
  if (owner) await endLeftOver(owner);
  await releaseLock(started);
  for (const left of unfinished()) rmSync(left, { recursive: true, force: true });
  return found;
}

/** Folders of runs that ended while they acquired or released the lock. */
function unfinished() {
  const name = basename(places.run);
  const all = existsSync(places.kept) ? readdirSync(places.kept) : [];
  return all.filter((one) => one.startsWith(`${name}.`)).map((one) => join(places.kept, one));
}
