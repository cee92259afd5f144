// Writes test/support/messages.json: each message of an error as the tests see it rendered, once.
//   node scripts/messages.mjs           all of them, and none that no test sees
//   node scripts/messages.mjs <paths>   adds those of some test files
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'test/support/messages.json';
const FOLDER = join(process.cwd(), 'build/messages');
const PROJECT = ['--selectProjects', 'cdk 2.257.0']; // the other CDK runs a part of the same files

const paths = process.argv.slice(2);
rmSync(FOLDER, { recursive: true, force: true });
const [command, ...args] =
  paths.length > 0
    ? ['node_modules/.bin/jest', ...paths, ...PROJECT]
    : [process.execPath, 'scripts/test/suites.mjs', '', ...PROJECT];
const env = { ...process.env, RECORD_MESSAGES: FOLDER };
process.exitCode = spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1;

const seen = existsSync(FOLDER) ? readdirSync(FOLDER).flatMap((name) => linesOf(join(FOLDER, name))) : [];
const isWhole = paths.length === 0 && process.exitCode === 0; // a test that fails may not have come to its messages
const lines = new Set(isWhole ? seen : [...JSON.parse(readFileSync(FILE, 'utf8')), ...seen]);
writeFileSync(FILE, `${JSON.stringify([...lines].sort(), undefined, 2)}\n`);
console.log(`${FILE}: ${lines.size} messages`);

function linesOf(path) {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}
