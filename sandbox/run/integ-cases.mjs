import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { places } from './kernel/places.mjs';
import { Refusal } from './kernel/refusal.mjs';

const TESTS = join(places.root, 'test');
const SNAPSHOT = '.snapshot';

/** The environment of the cases in the sandbox: account, region, VPC, subnets, zone and repository. */
export const sandboxPlace = JSON.parse(readFileSync(join(TESTS, 'support', 'integ-place.json'), 'utf8'));

/** The cases, as paths below `test/`: all of them, or those with the given names. */
export function casesNamed(names = []) {
  const all = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)integ\.[^/]+\.ts$/.test(path))
    .sort();
  const unknown = names.find((name) => !all.some((path) => nameOf(path) === name));
  if (unknown !== undefined) {
    throw new Refusal(`'${unknown}' is no case, but must be one of: ${all.map(nameOf).join(', ')}.`);
  }
  return names.length === 0 ? all : all.filter((path) => names.includes(nameOf(path)));
}

export function nameOf(path) {
  return path.replace(/^.*integ\.([^/]+)\.ts$/, '$1');
}

/** The arguments of integ-runner for these cases. */
export function runnerArgs(cases, more) {
  const runner = createRequire(import.meta.url).resolve('@aws-cdk/integ-runner/bin/integ-runner');
  return [runner, ...cases, '--directory', 'test', '--language', 'typescript', '--strict', ...more];
}

/** The environment of integ-runner and the cases, which `npm test` type-checks. */
export const runnerEnv = {
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_VALIDATION: 'false',
  TS_NODE_TRANSPILE_ONLY: 'true',
};

/** The `key=value` pairs of the command line: what an AWS account has where the sandbox has its own. */
export function contextOf(pairs) {
  const keys = Object.keys(sandboxPlace);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
      if (keys.includes(key)) return [key, value];
      throw new Refusal(`'-c' is ${pair}, but must be key=value with a key of ${keys.join(', ')}.`);
    }),
  );
}

/** An AWS account needs every key: a value of the sandbox could name a resource of another owner. */
export function refuseGaps(context) {
  const missing = Object.keys(sandboxPlace).filter((key) => !(key in context));
  if (missing.length > 0) {
    throw new Refusal(
      `The cases need the VPC, zone and repository of the account: add -c ${missing.join('=… -c ')}=….`,
    );
  }
}

/** Restores the committed snapshots when this process ends: integ-runner overwrites them with each deployment. */
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
