import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../limits.mjs';
import { Refusal } from '../refusal.mjs';

/**
 * @typedef {{ code?: number | null, signal?: NodeJS.Signals | null, error?: Error }} End
 * @typedef {{ child: import('node:child_process').ChildProcess & { pid: number }, ended: Promise<End> }} Running
 * @typedef {import('node:child_process').SpawnOptions} SpawnOptions
 * @typedef {import('../types.d.ts').ProcessRecord} ProcessRecord
 */

/** The processes that a run started: each has a limit, and none outlives the run. */
export class Processes {
  /** @type {Set<Running>} */
  #running = new Set();
  #closed = false;
  /** @type {(started: ProcessRecord[]) => void} */
  #watch = () => {};

  /** Calls `watch` with all running processes whenever one starts. */
  watch(watch) {
    this.#watch = watch;
  }

  /**
   * Starts a process in a group of its own: Ctrl-C reaches it through `stop` only.
   *
   * @param {string} command
   * @param {string[]} args
   * @param {SpawnOptions} options
   */
  start(command, args, options = {}) {
    if (this.#closed) throw new Refusal('The sandbox is shutting down.');
    const child = /** @type {Running['child']} */ (
      spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true })
    );
    /** @type {Promise<End>} */
    const end = new Promise((resolve) => {
      child.once('error', (error) => resolve({ error }));
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    /** @type {Running} */
    const running = {
      child,
      ended: end.finally(() => this.#running.delete(running)),
    };
    this.#running.add(running);
    this.#watch([...this.#running].map(({ child: { pid } }) => ({ pid, began: beganAt(pid), leads: true })));
    return running;
  }

  /**
   * Runs a process to its end; its output, or a refusal with the last lines of it.
   *
   * @param {string} what
   * @param {string} command
   * @param {string[]} args
   * @param {SpawnOptions & { seconds: number, onLine?: (line: string) => void, lines?: number }} options
   */
  async run(what, command, args, { seconds, onLine = () => {}, lines = 15, ...options }) {
    const running = this.start(command, args, options);
    /** @type {string[]} */
    const output = [];
    for (const stream of [running.child.stdout, running.child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (text) => {
        const whole = (rest + text).split(/\r?\n/);
        rest = whole.pop() ?? '';
        whole.forEach((line) => {
          output.push(line);
          onLine(line);
        });
      });
      stream?.on('end', () => rest !== '' && output.push(rest));
    }
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void this.#stop(running);
    }, seconds * 1000);
    const { code, signal, error } = await running.ended;
    clearTimeout(timer);
    const tail = output
      .filter((line) => line.trim() !== '' && !/^\s+at /.test(line)) // a stack trace of another program helps no reader
      .slice(-lines)
      .join('\n');
    if (error) throw new Refusal(`${what} did not start: ${error.message}.`);
    if (this.#closed) throw new Refusal(`${what} was ended.`);
    if (isLate) throw new Refusal(`${what} did not end within ${seconds} seconds and was stopped.`, tail);
    if (code !== 0) throw new Refusal(`${what} failed (${signal ?? `code ${code}`}).`, tail);
    return output.join('\n');
  }

  /** Ends all processes, the last started first; no process starts afterwards. */
  async stop() {
    this.#closed = true;
    for (const running of [...this.#running].reverse()) await this.#stop(running);
  }

  /** Ends one process. @param {Running} running */
  end(running) {
    return this.#stop(running);
  }

  /** @param {Running} running */
  async #stop({ child, ended }) {
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
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

/**
 * When a process began, as its id may belong to another process by now. Undefined without such a process.
 *
 * @returns {string | undefined}
 */
export function beganAt(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = `${readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()}`.split(' ');
      return stat[0] === 'Z' ? undefined : stat[19];
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends a process of an earlier run, if it is still the same one, and the group that it leads.
 *
 * @param {ProcessRecord} record
 */
export async function endLeftOver({ pid, began, leads = false }) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    if (began === undefined || beganAt(pid) !== began) return;
    sendTo(leads ? -pid : pid, signal);
    const end = Date.now() + limits.stop * 1000;
    while (Date.now() < end && beganAt(pid) === began) await sleep(50);
  }
}
