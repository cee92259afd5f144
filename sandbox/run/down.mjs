// Ends a sandbox from outside, also what a crashed one left.
import { down } from './kernel/process/lock.mjs';
import { sayWhatHappened } from './kernel/refusal.mjs';

try {
  console.log((await down()) ? 'The sandbox is down.' : 'There was no sandbox.');
} catch (error) {
  sayWhatHappened(error);
  process.exitCode = 1;
}
