// README's test command: every phase as soon as what it needs is done, so that two cores stay busy. Says what each took.
import { spawn } from 'node:child_process';
import { secondsIn } from './test/cpu.mjs';

/** Tasks of .projen/tasks.json, and what each needs. */
const phases = {
  default: [],
  compile: ['default'],
  lint: ['default'],
  reference: ['default'],
  examples: ['compile'],
  docgen: ['compile'],
  'config-schema': ['compile'],
  suites: ['examples', 'docgen', 'config-schema', 'reference'],
  typecheck: ['examples', 'docgen'],
};

const results = {};
const started = Date.now();
await Promise.all(Object.keys(phases).map((name) => phase(name)));
summarize();

/** Each phase once, whichever asks first. */
function phase(name) {
  results[name] ??= (async () => {
    const needed = await Promise.all(phases[name].map((it) => phase(it)));
    if (needed.some(({ status }) => status !== 0)) return { status: 'left out' };
    return run(name);
  })();
  return results[name];
}

async function run(name) {
  const isShown = name === 'suites'; // the others would speak into it: what they print is shown when they end
  const start = Date.now();
  // `times` of the shell: the CPU of the command and of all that it has started, on any system.
  const child = spawn('bash', ['-c', 'projen "$1"; status=$?; times >&3; exit $status', 'bash', name], {
    stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe', 'pipe'],
  });
  const output = [];
  const times = [];
  [child.stdout, child.stderr].forEach((stream) => stream?.on('data', (chunk) => output.push(chunk)));
  child.stdio[3].on('data', (chunk) => times.push(chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (!isShown && status !== 0) console.error(`\n--- ${name} failed ---\n${Buffer.concat(output)}`);
  return { status, wall: (Date.now() - start) / 1000, cpu: secondsIn(`${Buffer.concat(times)}`) };
}

async function summarize() {
  console.error('\nPhase            wall s   CPU s');
  let cpu = 0;
  for (const name of Object.keys(phases)) {
    const result = await results[name];
    cpu += result.cpu ?? 0;
    const figures = result.cpu === undefined ? result.status : `${shown(result.wall)} ${shown(result.cpu)}`;
    console.error(`${name.padEnd(14)} ${figures}${result.status === 0 ? '' : '  FAILED'}`);
    if (result.status !== 0) process.exitCode = 1;
  }
  console.error(`${'all'.padEnd(14)} ${shown((Date.now() - started) / 1000)} ${shown(cpu)}`);
}

function shown(seconds) {
  return seconds.toFixed(1).padStart(8);
}
