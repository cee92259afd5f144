// Installs the packages of sandbox, stories and integration cases once for each lock file: 130 megabytes that `npm test` does not
// need. integ-runner depends on a CDK CLI that it never calls: an override replaces it with that of the root.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const lock = join(here, 'package-lock.json');
const installed = join(here, 'node_modules', '.installed'); // npm removes it first, and it comes back last

if (!existsSync(installed) || !readFileSync(installed).equals(readFileSync(lock))) {
  console.log('Installing SDK clients and integ-runner into sandbox/node_modules');
  const quietly = ['--no-audit', '--no-fund', '--loglevel', 'error'];
  const { status } = spawnSync('npm', ['ci', '--prefix', here, ...quietly], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(1);
  copyFileSync(lock, installed);
}
