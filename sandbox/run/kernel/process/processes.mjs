import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../limits.mjs';
import { Refusal } from '../refusal.mjs';

/** The processes that a run started: each has a limit, and none outlives it. */
export class Processes {
  #running = new Set();
  #closed = false;
  #watch = () => {};

  /** Tell somebody of each process that runs, whenever one more does. */
  watch(watch) {
    this.#watch = watch;
  }

  /** Start one in a group of its own, so that Ctrl-C reaches it through `stop` alone. */
  start(command, args, options = {}) {
    if (this.#closed) throw new Refusal('The sandbox is being taken down.');
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
    const ended = new Promise((resolve) => {
      child.once('error', (error) => resolve({ error }));
      child.once('close', (code, signal) => resolve({ code, signal }));
    }).then((end) => {
      this.#running.delete(running);
      return end;
    });
    const running = { child, ended };
    this.#running.add(running);
    this.#watch([...this.#running].map(({ child: { pid } }) => ({ pid, began: beganAt(pid), leads: true })));
    return running;
  }

  /** Run one to its end; what it said, or a refusal that holds the end of it. */
  async run(what, command, args, { seconds, onLine = () => {}, lines = 15, ...options }) {
    const running = this.start(command, args, options);
    const said = [];
    for (const stream of [running.child.stdout, running.child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text) => {
        const whole = (rest + text).split(/\r?\n/);
        rest = whole.pop();
        whole.forEach((line) => {
          said.push(line);
          onLine(line);
        });
      });
      stream.on('end', () => rest !== '' && said.push(rest));
    }
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void this.#stop(running);
    }, seconds * 1000);
    const { code, signal, error } = await running.ended;
    clearTimeout(timer);
    const tail = said
      .filter((line) => line.trim() !== '' && !/^\s+at /.test(line)) // whoever reads it did not write that program
      .slice(-lines)
      .join('\n');
    if (error) throw new Refusal(`${what} could not start: ${error.message}.`);
    if (this.#closed) throw new Refusal(`${what} was ended.`);
    if (late) throw new Refusal(`${what} did not end within ${seconds} seconds and was stopped.`, tail);
    if (code !== 0) throw new Refusal(`${what} failed (${signal ?? `code ${code}`}).`, tail);
    return said.join('\n');
  }

  /** End all of them, the last started first; nothing starts afterwards. */
  async stop() {
    this.#closed = true;
    for (const running of [...this.#running].reverse()) await this.#stop(running);
  }

  async #stop({ child, ended }) {
    for (const signal of ['SIGTERM', 'SIGKILL']) {
      sendTo(-child.pid, signal);
      if (await Promise.race([ended.then(() => true), sleep(limits.stop * 1000, false, { ref: false })])) return;
    }
  }
}

function sendTo(id, signal) {
  try {
    process.kill(id, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** When a process began: its id alone may be somebody else's by now. Undefined when there is none. */
export function beganAt(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ');
      return stat[0] === 'Z' ? undefined : stat[19];
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** End a process of an earlier run, if it is still the same one, and the group that it leads. */
export async function endLeftOver({ pid, began, leads = false }) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    if (began === undefined || beganAt(pid) !== began) return;
    sendTo(leads ? -pid : pid, signal);
    const end = Date.now() + limits.stop * 1000;
    while (Date.now() < end && beganAt(pid) === began) await sleep(50);
  }
}
