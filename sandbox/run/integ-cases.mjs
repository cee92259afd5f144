import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { places } from './kernel/places.mjs';
import { Refusal } from './kernel/refusal.mjs';

const TESTS = join(places.root, 'test');
const SNAPSHOT = '.snapshot';

/** Where the cases are deployed, unless somebody says where: the VPC, subnets and zone of the sandbox. */
export const sandboxPlace = JSON.parse(readFileSync(join(TESTS, 'support', 'integ-place.json'), 'utf8'));

/** The cases, as paths below `test/`: all of them, or those whose names are given. */
export function casesNamed(names = []) {
  const all = readdirSync(TESTS, { recursive: true })
    .filter((path) => /(^|\/)integ\.[^/]+\.ts$/.test(path))
    .sort();
  const unknown = names.find((name) => !all.some((path) => nameOf(path) === name));
  if (unknown !== undefined) {
    throw new Refusal(`There is no case ${unknown}. These there are: ${all.map(nameOf).join(', ')}.`);
  }
  return names.length === 0 ? all : all.filter((path) => names.includes(nameOf(path)));
}

export function nameOf(path) {
  return /integ\.([^/]+)\.ts$/.exec(path)[1];
}

/** What integ-runner is called with, for these cases. */
export function runnerArgs(cases, more) {
  const runner = createRequire(import.meta.url).resolve('@aws-cdk/integ-runner/bin/integ-runner');
  return [runner, ...cases, '--directory', 'test', '--language', 'typescript', '--strict', ...more];
}

/** What the cases and integ-runner are run with, beside where AWS is: no type-check, since a task of its own does it. */
export const runnerEnv = {
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_VALIDATION: 'false',
  TS_NODE_TRANSPILE_ONLY: 'true',
};

/** `key=value` of the command line: where a real account has what the sandbox gives by itself. */
export function contextOf(pairs) {
  const keys = Object.keys(sandboxPlace);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
      if (keys.includes(key)) return [key, value];
      throw new Refusal(
        `'${pair}' says nothing that the cases know: write key=value, with a key of ${keys.join(', ')}.`,
      );
    }),
  );
}

/** A real account has to be told in full: a value of the sandbox's would name something of somebody else's. */
export function refuseGaps(context) {
  const missing = Object.keys(sandboxPlace).filter((key) => !(key in context));
  if (missing.length > 0) {
    throw new Refusal(
      `A real account has no VPC, zone and repository that the cases know: add -c ${missing.join('=… -c ')}=….`,
    );
  }
}

/** A run writes the snapshots of the cases anew, with what it was told: the committed ones come back when this process ends. */
export function keepSnapshots(cases) {
  const folder = join(places.kept, `snapshots-${process.pid}`);
  const pairs = cases.map((path) => [join(TESTS, `${path}${SNAPSHOT}`), join(folder, nameOf(path))]);
  mkdirSync(folder, { recursive: true });
  pairs.forEach(([snapshot, kept]) => existsSync(snapshot) && cpSync(snapshot, kept, { recursive: true }));
  process.once('exit', () => {
    for (const [snapshot, kept] of pairs) {
      rmSync(snapshot, { recursive: true, force: true });
      if (existsSync(kept)) cpSync(kept, snapshot, { recursive: true });
      rmSync(join(dirname(snapshot), `cdk-integ.out.${basename(snapshot)}`), { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true, force: true });
  });
}
