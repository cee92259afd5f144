import { printError } from '../refusal.mjs';
import { Clock } from './clock.mjs';
import { acquireLock, recordState, releaseLock } from './lock.mjs';
import { keepLogs } from './logs.mjs';
import { Processes } from './processes.mjs';

/**
 * Runs work with the only sandbox of this machine, and cleans up however it ends: with success, a failure, or Ctrl-C. Then
 * the process exits: 0, 1 after a message, 130 after an interruption.
 *
 * @param {(session: import('../types.d.ts').Session) => Promise<unknown>} work
 */
export async function runSession(work) {
  let isEnding = false;
  /** @type {Promise<string>} */
  const interrupted = new Promise((done) => {
    const end = (why) => {
      isEnding = true;
      done(why);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
    // The reader is gone, as behind `| head`: the next line would end the process without its clean-up.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => end('EPIPE'));
  });
  const clock = new Clock();
  const processes = new Processes();
  let isLocked = false;
  let waits = false;
  const whole = (async () => {
    await acquireLock((line) => clock.say(line));
    isLocked = true;
    processes.watch((started) => recordState({ started }));
    await work({
      clock,
      processes,
      record: recordState,
      get isEnding() {
        return isEnding;
      },
      wait: (until) => {
        waits = true;
        return Promise.race([interrupted, until]);
      },
    });
  })();
  whole.catch(() => {}); // handled below, unless an interruption comes first

  let code = 0;
  try {
    const signal = await Promise.race([whole, interrupted]);
    if (signal !== undefined && !waits) code = 130;
  } catch (error) {
    code = 1;
    printError(error);
  }
  if (isLocked) {
    if (code === 1) keepLogs((line) => clock.say(line));
    await clock.time('Clean-up', async () => {
      await processes.stop();
      await releaseLock();
    });
  }
  process.exit(code);
}

/**
 * The options of a command; a message and exit code 1 when they are wrong.
 *
 * @template Options
 * @param {() => Options} parse
 */
export function parsedOptions(parse) {
  try {
    return parse();
  } catch (error) {
    printError(error);
    return process.exit(1);
  }
}
