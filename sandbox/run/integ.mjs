// The cases of test/**/integ.*.ts, deployed and asserted: on an emulator, or with --profile in a real account.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { standing } from './kernel/aws/assembly.mjs';
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
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { Refusal } from './kernel/refusal.mjs';
import { Sandbox } from './kernel/aws/sandbox.mjs';
import { asked, session } from './kernel/process/session.mjs';

const { profile, context, cases, update } = asked(() => {
  const { values, positionals } = options();
  const told = contextOf(values.context);
  if (values.profile !== undefined) refuseGaps(told);
  if (values.profile === undefined && values.context.length > 0)
    throw new Refusal('The sandbox has its own VPC, zone and repository: -c is for a real account, with --profile.');
  return { profile: values.profile, context: told, cases: casesNamed(positionals), update: values.update };
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
      `${error.message}\nIt knows names of cases, --update (deploy the snapshot first), --profile NAME and -c key=value.`,
    );
  }
}

const how = (region, more = []) => [
  ...['--force', update ? '--update-workflow' : '--no-update-workflow', '--parallel-regions', region, ...more],
  ...['--max-workers', '1', '-v'],
];

if (profile === undefined) {
  await session(inSandbox);
} else {
  process.exitCode = await inAccount();
}

async function inSandbox(session) {
  const { account, region } = sandboxPlace;
  const environments = [...new Set([region, 'us-east-1'])].map((place) => `aws://${account}/${place}`);
  const sandbox = await Sandbox.openWith(session, { fixtures: fixtures(sandboxPlace), environments });
  keepSnapshots(cases);
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
  session.clock.say(`${cases.length} cases passed, ${session.clock.seconds.toFixed(0)} s after you asked.`);
}

/** What integ-runner says is printed of a case that fails, from where it says what failed. */
async function runInSandbox(sandbox, one, region) {
  const said = [];
  const isFailure = (line) => /^ {2}(FAILED|ASSERT|ERROR) /.test(line);
  try {
    await sandbox.run(`The case ${nameOf(one)}`, process.execPath, runnerArgs([one], how(region)), {
      seconds: limits.integ,
      env: { ...sandbox.env, ...runnerEnv },
      onLine: (line) => said.push(line),
    });
  } catch (error) {
    throw said.some(isFailure) ? new Refusal(said.slice(said.findIndex(isFailure)).join('\n')) : error;
  }
}

/** The place as integ-runner is told of it has lists as text. */
function fixtures({ publicSubnetIds, privateSubnetIds, ...place }) {
  return standing({
    ...place,
    publicSubnetIds: publicSubnetIds.split(','),
    privateSubnetIds: privateSubnetIds.split(','),
  });
}

/** With the credentials of whoever asked, and everything they see. */
async function inAccount() {
  keepSnapshots(cases);
  const child = spawn(process.execPath, runnerArgs(cases, how(context.region, ['--profiles', profile])), {
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
  process.on('SIGINT', () => {}); // integ-runner hears it too, and has stacks to destroy
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
