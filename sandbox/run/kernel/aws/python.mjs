import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../limits.mjs';
import { places } from '../places.mjs';
import { Refusal } from '../refusal.mjs';

const CANDIDATES = ['python3.11', 'python3.12', 'python3.13', 'python3'];

/** @returns {number[] | undefined} major and minor version */
function version(command) {
  try {
    const output = execFileSync(command, ['-c', 'import sys; print(*sys.version_info[:2])'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    return /^(\d+) (\d+)$/.exec(output.trim())?.slice(1).map(Number);
  } catch {
    return undefined;
  }
}

/** A Python that is new enough: `PYTHON`, or the first of the usual commands. */
function find() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : CANDIDATES;
  const found = candidates.flatMap((command) => {
    const is = version(command);
    return is ? [{ command, is }] : [];
  });
  const fit = found.find(({ is: [major, minor] }) => major > 3 || (major === 3 && minor >= 11));
  if (fit) return fit.command;
  const isNone = process.env.PYTHON && found.length === 0;
  const others = isNone
    ? `PYTHON is ${process.env.PYTHON}, but must be a Python`
    : found.map(({ command, is }) => `${command} is ${is.join('.')}`).join(', ');
  throw new Refusal(
    `The sandbox needs Python 3.11 or newer${others ? ` (${others})` : ''}: install python3.11 and python3.11-venv, or set PYTHON to its path.`,
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

/** The Python of the stories, whose packages write files that an example reads. */
export function pythonOfStories(processes) {
  return pythonWith(processes, places.storyRequirements);
}

/**
 * The Python of a venv with the packages that a requirements file pins; each version of the file has its own venv.
 *
 * @param {Pick<import('../process/processes.mjs').Processes, 'run'>} processes
 */
async function pythonWith(processes, requirements) {
  const venv = places.venv(requirements);
  const python = join(venv, 'bin', 'python');
  if (existsSync(python)) return python;

  const command = find();
  const half = `${venv}.new`;
  const TMPDIR = `${half}.tmp`; // an interrupted run leaves it, the next one removes it
  for (const folder of [half, TMPDIR]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(TMPDIR, { recursive: true });
  const options = { seconds: limits.venv, env: { ...process.env, TMPDIR } };
  try {
    await processes.run('Creating the venv', command, ['-m', 'venv', half], options);
  } catch (error) {
    const hint = 'Debian and Ubuntu: apt install python3-venv';
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
    const hint = 'pip uses its configured package index: check that this machine reaches it.';
    throw error instanceof Refusal ? new Refusal(error.message, hint) : error;
  }
  // pip writes the path of the venv into its scripts, and the venv moves: this script finds the Python beside itself.
  const aws = '#!/bin/sh\nexec "$(dirname "$0")/python" -I -m awscli "$@"\n';
  writeFileSync(join(half, 'bin', 'aws'), aws, { mode: 0o755 });
  rmSync(venv, { recursive: true, force: true }); // a venv whose Python is gone
  renameSync(half, venv); // atomic: an unfinished venv never has this name
  rmSync(TMPDIR, { recursive: true, force: true });
  return python;
}
