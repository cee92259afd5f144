// Imports a file of the bucket into PostgreSQL: `node main.mjs validate`, `load` or `undo`, in the order of the state machine. Its result
// is in the bucket, a refusal too; another exit code than 0 is a fault of the infrastructure, and the next attempt goes on.
import { fileURLToPath } from 'node:url';
import { load } from './load.mjs';
import { Log } from './log.mjs';
import { printable } from './refused.mjs';
import { settingsOf } from './settings.mjs';
import { undo } from './undo.mjs';
import { validate } from './validate.mjs';

/**
 * @typedef {{ settings: import('./settings.mjs').Settings, objects: import('./objects.mjs').Objects, log: Log }} Run
 */

const commands = { validate, load, undo };

/**
 * @param {string} command
 * @param {Record<string, string | undefined>} environment
 * @param {{ objects: (bucket: string) => import('./objects.mjs').Objects, write?: (line: string) => void }} options
 */
export async function run(command, environment, { objects, write }) {
  if (!Object.hasOwn(commands, command)) throw new Error('Usage: node main.mjs validate | load | undo');
  const settings = settingsOf(environment);
  await commands[command]({ settings, objects: objects(settings.bucket), log: new Log(settings, write) });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('SIGTERM', () => process.exit(143)); // the first process of a container ignores it otherwise
  try {
    const { S3Objects } = await import('./objects.mjs');
    await run(process.argv[2], process.env, { objects: (bucket) => new S3Objects(bucket) });
  } catch (error) {
    console.error(printable(`${error.message}`, 500));
    process.exitCode = 1;
  }
}
