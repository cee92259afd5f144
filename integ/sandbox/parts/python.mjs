import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from './limits.mjs';
import { places } from './places.mjs';
import { Refusal } from './refusal.mjs';

const CANDIDATES = ['python3.11', 'python3.12', 'python3.13', 'python3'];

function version(command) {
  try {
    const asked = ['-c', 'import sys; print(*sys.version_info[:2])'];
    return execFileSync(command, asked, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 })
      .trim()
      .split(' ')
      .map(Number);
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
  const others = found.map(({ command, is }) => `${command} is ${is.join('.')}`).join(', ');
  throw new Refusal(
    `The sandbox needs Python 3.11 or newer${others ? ` (${others})` : ''}: install python3.11 and python3.11-venv, or say where it is in PYTHON.`,
  );
}

/** The Python of the venv that holds what requirements.txt pins; made once per requirements.txt. */
export async function pythonOfSandbox(processes) {
  const venv = places.venv();
  const python = join(venv, 'bin', 'python');
  if (existsSync(python)) return python;

  const command = find();
  const half = `${venv}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(places.kept, { recursive: true });
  const seconds = limits.venv;
  try {
    await processes.run('Making the venv', command, ['-m', 'venv', half], { seconds });
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
    '--require-hashes',
    '--only-binary',
    ':all:',
  ];
  await processes.run('Installing the emulator', join(half, 'bin', 'python'), [...install, '-r', places.requirements], {
    seconds,
  });
  // pip writes the place of the venv into its scripts, and that is about to change: this one looks beside itself.
  const aws = '#!/bin/sh\nexec "$(dirname "$0")/python" -I -m awscli "$@"\n';
  writeFileSync(join(half, 'bin', 'aws'), aws, { mode: 0o755 });
  renameSync(half, venv); // only a whole one has the name
  return python;
}
