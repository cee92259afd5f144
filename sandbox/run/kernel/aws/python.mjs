import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../limits.mjs';
import { places } from '../places.mjs';
import { Refusal } from '../refusal.mjs';

const CANDIDATES = ['python3.11', 'python3.12', 'python3.13', 'python3'];

function version(command) {
  try {
    const asked = ['-c', 'import sys; print(*sys.version_info[:2])'];
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 };
    const said = /^(\d+) (\d+)$/.exec(execFileSync(command, asked, options).trim());
    return said?.slice(1).map(Number);
  } catch {
    return undefined;
  }
}

/** A Python that is new enough: `PYTHON`, or the first of the usual names. */
function find() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : CANDIDATES;
  const found = candidates.map((command) => ({ command, is: version(command) })).filter(({ is }) => is !== undefined);
  const fit = found.find(({ is: [major, minor] }) => major > 3 || (major === 3 && minor >= 11));
  if (fit) return fit.command;
  const isNone = process.env.PYTHON && found.length === 0;
  const others = isNone
    ? `PYTHON is ${process.env.PYTHON}, which is no Python`
    : found.map(({ command, is }) => `${command} is ${is.join('.')}`).join(', ');
  throw new Refusal(
    `The sandbox needs Python 3.11 or newer${others ? ` (${others})` : ''}: install python3.11 and python3.11-venv, or say where it is in PYTHON.`,
  );
}

/** The Python of the emulator, with an AWS CLI beside it. */
export function pythonOfSandbox(processes) {
  return pythonWith(processes, places.requirements);
}

/** The Python that has ruff and mypy, which only `npx projen sandbox:lint` needs. */
export function pythonForLint(processes) {
  return pythonWith(processes, places.lintRequirements);
}

/** The Python of a venv with the packages that a requirements file pins; each version of the file has its own venv. */
async function pythonWith(processes, requirements) {
  const venv = places.venv(requirements);
  const python = join(venv, 'bin', 'python');
  if (existsSync(python)) return python;

  const command = find();
  const half = `${venv}.new`;
  const TMPDIR = `${half}.tmp`; // what an interruption leaves is in the way of nobody, and goes with the next one
  for (const folder of [half, TMPDIR]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(TMPDIR, { recursive: true });
  const options = { seconds: limits.venv, env: { ...process.env, TMPDIR } };
  try {
    await processes.run('Making the venv', command, ['-m', 'venv', half], options);
  } catch (error) {
    const hint = 'On Debian and Ubuntu it needs the package python3-venv.';
    throw error instanceof Refusal ? new Refusal(error.message, hint) : error;
  }
  const install = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-cache-dir',
    '--require-hashes',
    '--only-binary',
    ':all:',
  ];
  try {
    const pip = [...install, '-r', requirements];
    await processes.run('Installing Python packages', join(half, 'bin', 'python'), pip, options);
  } catch (error) {
    const hint = 'It asks the package index that pip is set up for: can this machine reach it?';
    throw error instanceof Refusal ? new Refusal(error.message, hint) : error;
  }
  // pip writes the place of the venv into its scripts, and that is about to change: this one looks beside itself.
  const aws = '#!/bin/sh\nexec "$(dirname "$0")/python" -I -m awscli "$@"\n';
  writeFileSync(join(half, 'bin', 'aws'), aws, { mode: 0o755 });
  rmSync(venv, { recursive: true, force: true }); // one whose Python went away
  renameSync(half, venv); // only a whole one has the name
  rmSync(TMPDIR, { recursive: true, force: true });
  return python;
}
