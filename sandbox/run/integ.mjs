// Deploys the cases of test/**/integ.*.ts and runs their assertions: on an emulator, or with --profile in an AWS account.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import {
  casesNamed,
  contextOf,
  keepSnapshots,
  nameOf,
  refuseGaps,
  runnerArgs,
  runnerEnv,
  sandboxPlace,
} from './integ-cases.mjs';
import { fixtures } from './kernel/aws/assembly.mjs';
import { Sandbox } from './kernel/aws/sandbox.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { parsedOptions, runSession } from './kernel/process/session.mjs';
import { Refusal } from './kernel/refusal.mjs';

const { profile, context, cases, update } = parsedOptions(() => {
  const { values, positionals } = options();
  const given = contextOf(values.context);
  if (values.profile !== undefined) refuseGaps(given);
  if (values.profile === undefined && values.context.length > 0) {
    throw new Refusal('-c is for an AWS account, and the sandbox has its own VPC, zone and repository: add --profile.');
  }
  return { profile: values.profile, context: given, cases: casesNamed(positionals), update: values.update };
});

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        profile: { type: 'string' },
        context: { type: 'string', short: 'c', multiple: true, default: [] },
        update: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Refusal(
      `${error.message}\nOptions: names of cases, --update (deploy the snapshot first), --profile NAME, -c key=value.`,
    );
  }
}

/**
 * @param {string} region
 * @param {string[]} more
 */
const flags = (region, more = []) => [
  ...['--force', update ? '--update-workflow' : '--no-update-workflow', '--parallel-regions', region, ...more],
  ...['--max-workers', '1', '-v'],
];

if (profile === undefined) {
  await runSession(inSandbox);
} else {
  process.exitCode = await inAccount();
}

/** @param {import('./kernel/types.d.ts').Session} session */
async function inSandbox(session) {
  const { account, region, publicSubnetIds, privateSubnetIds } = sandboxPlace;
  const environments = [...new Set([region, 'us-east-1'])].map((place) => `aws://${account}/${place}`);
  const place = {
    ...sandboxPlace,
    publicSubnetIds: publicSubnetIds.split(','), // integ-runner takes lists as text
    privateSubnetIds: privateSubnetIds.split(','),
  };
  const sandbox = await Sandbox.openWith(session, { fixtures: fixtures(place), environments });
  keepSnapshots(cases);
  /** @type {string[]} */
  const failed = [];
  for (const one of cases) {
    await session.clock
      .time(nameOf(one), () => runInSandbox(sandbox, one, region))
      .catch((error) => {
        failed.push(nameOf(one));
        session.clock.say(error.message);
      });
  }
  if (failed.length > 0) throw new Refusal(`${failed.length} of ${cases.length} cases failed: ${failed.join(', ')}.`);
  session.clock.say(`${cases.length} cases passed after ${session.clock.seconds.toFixed(0)} s.`);
}

/**
 * Prints the output of integ-runner for a case that fails, from the failure on.
 *
 * @param {Sandbox} sandbox
 */
async function runInSandbox(sandbox, one, region) {
  /** @type {string[]} */
  const output = [];
  const isFailure = (line) => /^ {2}(FAILED|ASSERT|ERROR) /.test(line);
  try {
    await sandbox.run(`The case ${nameOf(one)}`, process.execPath, runnerArgs([one], flags(region)), {
      seconds: limits.integ,
      env: { ...sandbox.env, ...runnerEnv },
      onLine: (line) => output.push(line),
    });
  } catch (error) {
    throw output.some(isFailure) ? new Refusal(output.slice(output.findIndex(isFailure)).join('\n')) : error;
  }
}

/** Runs integ-runner with the credentials of the caller, and with its output. */
async function inAccount() {
  keepSnapshots(cases);
  const child = spawn(process.execPath, runnerArgs(cases, flags(context.region, ['--profiles', `${profile}`])), {
    cwd: places.root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...runnerEnv,
      AWS_PROFILE: profile,
      AWS_REGION: context.region,
      INTEG_CONTEXT: JSON.stringify(context),
    },
  });
  process.on('SIGINT', () => {}); // integ-runner gets it too, and has stacks to destroy
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
