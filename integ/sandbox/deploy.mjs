// The whole example on this machine: the real CDK CLI, unmodified templates, no account. Ctrl-C takes all of it down.
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { assembly, givenBy } from './parts/assembly.mjs';
import { Clock } from './parts/clock.mjs';
import { awsIs, startEmulator, tailOfLog } from './parts/emulator.mjs';
import { clear, note, take } from './parts/left-over.mjs';
import { limits } from './parts/limits.mjs';
import { places } from './parts/places.mjs';
import { Processes } from './parts/processes.mjs';
import { Progress } from './parts/progress.mjs';
import { pythonOfSandbox } from './parts/python.mjs';
import { Refusal } from './parts/refusal.mjs';

const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const app = join(places.root, 'build', 'examples', 'rl-bank', 'app.js');

const processes = new Processes();
const clock = new Clock();
let taken = false;
let stopping;

function askedFor() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string', default: join(places.root, 'examples', 'rl-bank', 'open.yaml') },
        port: { type: 'string', default: '0' },
        once: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(
      `${error.message}\nIt knows --config FILE, --port NUMBER and --once (deploy, then take it down).`,
    );
  }
}

/** Ends whatever runs and removes what it wrote; safe to ask for twice. */
function takeDown() {
  stopping ??= (async () => {
    await processes.stop();
    if (taken) await clear();
  })();
  return stopping;
}

function interrupted() {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => done(signal));
  });
}

async function deploy({ config: asked, port }) {
  const config = resolve(asked);
  if (!existsSync(config)) throw new Refusal(`There is no config ${asked}.`);
  if (!/^\d+$/.test(port) || Number(port) > 65535)
    throw new Refusal(`${port} is no port: give a number from 0 (any that is free) to 65535.`);
  if (!existsSync(app)) throw new Refusal('The example is not compiled: run `npm run sandbox`, which does it.');
  await take((line) => clock.say(line));
  taken = true;
  processes.watch((started) => note({ started }));

  const cli = (what, args, options) =>
    processes.run(what, process.execPath, [cdk, ...args], { cwd: places.root, ...options });
  const python = await clock.time('Python packages', () => pythonOfSandbox(processes));
  await clock.time('Templates', () =>
    cli('Synthesis', ['synth', '--quiet', '--no-notices', '-c', `config=${config}`, '-o', places.out], {
      env: awsIs('http://127.0.0.1:9', { account: '000000000000', region: 'us-east-1' }), // nobody listens: it asks for nothing
      seconds: limits.synth,
    }),
  );
  const bank = assembly(places.out);
  const given = givenBy(config, bank);
  writeFileSync(places.given, JSON.stringify(given));

  const emulator = await clock.time('Emulator', () => startEmulator(processes, python, { region: given.region, port }));
  note({ url: emulator.url });
  const died = emulator.ended.then(() => {
    throw new Refusal('The emulator died.', stopping ? '' : tailOfLog());
  });
  died.catch(() => {}); // whoever waits below hears of it
  const withEmulator = (work) => Promise.race([work, died]);

  const env = awsIs(emulator.url, given);
  await clock.time(`Bootstrap of ${bank.environments.length} environments`, () =>
    withEmulator(
      cli('Bootstrap', ['bootstrap', ...bank.environments, '--no-notices'], { env, seconds: limits.bootstrap }),
    ),
  );
  const progress = new Progress(bank.stacks.length, (line) => clock.say(line));
  const flags = ['--require-approval', 'never', '--no-notices', '--concurrency', '4', '--progress', 'events'];
  await clock.time(`${bank.stacks.length} stacks`, () =>
    withEmulator(
      cli('Deployment', ['deploy', '--all', '--app', places.out, ...flags], {
        env,
        seconds: limits.deploy,
        onLine: (line) => progress.read(line),
      }),
    ),
  );
  if (progress.done !== bank.stacks.length) {
    throw new Refusal(
      `The CLI deployed ${progress.done} of ${bank.stacks.length} stacks and said nothing of the others.`,
    );
  }
  return { emulator, given, died };
}

function explain({ emulator, given }) {
  clock.say(`
The bank is there, ${clock.seconds.toFixed(0)} s after you asked: AWS is ${emulator.url} now. In another shell:

  export AWS_ENDPOINT_URL=${emulator.url} AWS_ACCESS_KEY_ID=${given.account} AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=${given.region}
  aws cloudformation list-stacks
`);
}

const signal = interrupted();
let code = 0;
try {
  const asked = askedFor();
  const there = await Promise.race([deploy(asked), signal.then((name) => ({ name }))]);
  if (there.name === undefined) {
    explain(there);
    if (!asked.once) {
      clock.say('Ctrl-C takes it down.');
      await Promise.race([signal, there.died]);
    }
  } else code = 130;
} catch (error) {
  code = 1;
  console.error(error instanceof Refusal ? error.message : error);
}
if (taken) await clock.time('Taken down', takeDown);
process.exit(code);
