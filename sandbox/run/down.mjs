// Stops the sandbox from another shell, and removes what a crashed one left.
import { stopRun } from './kernel/process/lock.mjs';
import { printError } from './kernel/refusal.mjs';

try {
  console.log((await stopRun()) ? 'The sandbox is down.' : 'No sandbox was running.');
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
