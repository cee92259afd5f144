import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../kernel/places.mjs';

const LIMIT = 300_000;
const script = (name) => join(places.sandbox, 'run', name);

/** Starts a script; `until` resolves when its output matches a pattern. */
export function start(name, args = [], env = {}) {
  const child = spawn(process.execPath, [script(name), ...args], { cwd: places.root, env: { ...process.env, ...env } });
  let said = '';
  const waiting = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
      waiting.forEach((look) => look());
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT);
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, said })));
  void ended.then(() => clearTimeout(timer));
  const until = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => pattern.test(said) && resolve(said);
      waiting.push(look);
      look();
      void ended.then(() => reject(new Error(`it ended without ${pattern}: ${said}`)));
    });
  return { child, ended, until };
}

/** The emulator of the running sandbox. */
export const emulator = () => JSON.parse(readFileSync(places.state, 'utf8')).started[0];

const OURS = [places.run, join(places.samples, 'api')];

/** Processes whose command line or environment has the folder of the run or of the sample API. */
function alive() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [command, environment] = ['cmdline', 'environ'].map((of) => readFileSync(`/proc/${pid}/${of}`, 'utf8'));
        const isOurs = OURS.some((ours) => command.includes(ours) || environment.includes(`=${ours}`));
        return isOurs ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
      } catch {
        return [];
      }
    });
}

export function nothingIsLeft() {
  assert.deepEqual(alive(), []);
  assert.equal(existsSync(places.run), false);
}
