import { Clock } from './clock.mjs';
import { keepLogs } from './logs.mjs';
import { clear, note, take } from './lock.mjs';
import { Processes } from './processes.mjs';
import { sayWhatHappened } from '../refusal.mjs';

/**
 * Does one piece of work with this machine's only sandbox, and leaves nothing, whatever ends it: its own end, a failure,
 * Ctrl-C. Then the process ends: 0, 1 after a sentence, 130 when it was interrupted.
 */
export async function session(work) {
  let isEnding = false;
  const interrupted = new Promise((done) => {
    const end = (why) => {
      isEnding = true;
      done(why);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
    // Nobody reads on, as behind `| head`: the next line would end the process with everything left as it is.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => end('EPIPE'));
  });
  const clock = new Clock();
  const processes = new Processes();
  let taken = false;
  let waits = false;
  const whole = (async () => {
    await take((line) => clock.say(line));
    taken = true;
    processes.watch((started) => note({ started }));
    await work({
      clock,
      processes,
      note,
      /** Whether somebody asked for the end: what fails from now on, fails because of that. */
      get isEnding() {
        return isEnding;
      },
      /** Until somebody asks for the end, which is no failure here; or until what is given fails. */
      wait: (given) => {
        waits = true;
        return Promise.race([interrupted, given]);
      },
    });
  })();
  whole.catch(() => {}); // heard below, unless an interruption comes first

  let code = 0;
  try {
    const signal = await Promise.race([whole, interrupted]);
    if (signal !== undefined && !waits) code = 130;
  } catch (error) {
    code = 1;
    sayWhatHappened(error);
  }
  if (taken) {
    if (code === 1) keepLogs((line) => clock.say(line));
    await clock.time('Taken down', async () => {
      await processes.stop();
      await clear();
    });
  }
  process.exit(code);
}

/** What the command line asks for; a sentence and the end when it cannot be had. */
export function asked(parse) {
  try {
    return parse();
  } catch (error) {
    sayWhatHappened(error);
    return process.exit(1);
  }
}
