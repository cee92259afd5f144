import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { assembly, fixturesOf } from './assembly.mjs';
import { awsIs, pathOf, startEmulator, tailOfLog } from './emulator.mjs';
import { limits } from '../limits.mjs';
import { places } from '../places.mjs';
import { Progress } from './progress.mjs';
import { pythonOfSandbox } from './python.mjs';
import { Refusal } from '../refusal.mjs';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // as for the processes that are started
const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const nobodyListens = awsIs('http://127.0.0.1:9', { account: '000000000000', region: 'us-east-1' });

/** An emulator, bootstrapped, and the real CDK CLI that takes it for AWS. */
export class Sandbox {
  #session;
  #emulator;
  #fixtures;
  #clients = new Map();

  /** The templates of a config come before the emulator: what they name, like the network, is there before the bank. */
  static async open(session, { config, port = 0 }) {
    const python = await Sandbox.#python(session);
    const bank = await session.clock.time('Templates', () => Sandbox.#synthesize(session, config));
    return Sandbox.#start(session, python, {
      fixtures: fixturesOf(config, bank),
      environments: bank.environments,
      port,
    });
  }

  /** With what stands there before, and bootstrapped for these environments. */
  static async openWith(session, { fixtures, environments }) {
    return Sandbox.#start(session, await Sandbox.#python(session), { fixtures, environments, port: 0 });
  }

  static #python({ clock, processes }) {
    return clock.time('Python packages', () => pythonOfSandbox(processes));
  }

  static async #start(session, python, { fixtures, environments, port }) {
    writeFileSync(places.fixtures, JSON.stringify(fixtures));
    const emulator = await session.clock.time('Emulator', () =>
      startEmulator(session.processes, python, { region: fixtures.region, port }),
    );
    session.note({ url: emulator.url });
    const sandbox = new Sandbox(session, python, emulator, fixtures);
    // Where no cdk.json is: a bootstrap needs no app.
    await session.clock.time(
      `Bootstrap in ${environments.map((environment) => environment.split('/').pop()).join(', ')}`,
      () => sandbox.cdk('Bootstrap', ['bootstrap', ...environments], { cwd: places.run, seconds: limits.bootstrap }),
    );
    return sandbox;
  }

  static async #synthesize({ processes }, config) {
    const args = ['synth', '--quiet', '--no-notices', '-c', `config=${config}`, '-o', places.out];
    await processes.run('Synthesis', process.execPath, [cdk, ...args], {
      cwd: places.root,
      env: nobodyListens, // and nothing is asked
      seconds: limits.synth,
      lines: 60, // a config can have many mistakes, and all are told at once
    });
    return assembly(places.out);
  }

  constructor(session, python, emulator, fixtures) {
    this.#session = session;
    this.#emulator = emulator;
    this.#fixtures = fixtures;
    this.python = python;
    this.died = emulator.ended.then(() => {
      throw new Refusal('The emulator died.', tailOfLog());
    });
    this.died.catch(() => {}); // whoever waits hears of it
  }

  get url() {
    return this.#emulator.url;
  }

  get account() {
    return this.#fixtures.account;
  }

  get region() {
    return this.#fixtures.region;
  }

  /** The environment of a process for which this is AWS. */
  get env() {
    return awsIs(this.url, this.#fixtures);
  }

  /** A client of the AWS SDK for which this is AWS, one for each service and region. */
  client(Client, region = this.region) {
    const key = `${Client.name} ${region}`;
    if (!this.#clients.has(key)) this.#clients.set(key, this.#newClient(Client, region));
    return this.#clients.get(key);
  }

  #newClient(Client, region) {
    return new Client({
      endpoint: this.url,
      region,
      credentials: { accessKeyId: this.account, secretAccessKey: 'sandbox' },
      maxAttempts: 1,
      forcePathStyle: true, // no name but 127.0.0.1 leads here
    });
  }

  /** What a service answers. */
  ask(Client, command, region) {
    return this.client(Client, region).send(command);
  }

  /** What a process says until it ends well; it hears of it when the emulator dies meanwhile. */
  run(what, command, args, options) {
    const running = this.#session.processes.run(what, command, args, { cwd: places.root, env: this.env, ...options });
    return Promise.race([running, this.died]);
  }

  /** The same of a bash with an AWS CLI, also where the machine has none. */
  bash(what, args, options) {
    return this.run(what, 'bash', args, { env: { ...this.env, PATH: pathOf(this.python) }, ...options });
  }

  cdk(what, args, options) {
    return this.run(what, process.execPath, [cdk, ...args, '--no-notices'], options);
  }

  /** The templates of a config: its stacks, in the order of the CLI. */
  synthesize(config) {
    return Sandbox.#synthesize(this.#session, config);
  }

  /** Deploy what `synthesize` made last, with a line for each stack. */
  async deploy() {
    const { stacks } = assembly(places.out);
    const { clock } = this.#session;
    const progress = new Progress(stacks.length, (line) => clock.say(line));
    const flags = ['--require-approval', 'never', '--concurrency', '4', '--progress', 'events'];
    await clock.time(`${stacks.length} stacks`, () =>
      this.cdk('Deployment', ['deploy', '--all', '--app', places.out, ...flags], {
        seconds: limits.deploy,
        onLine: (line) => progress.read(line),
      }),
    );
    if (progress.done !== stacks.length) {
      throw new Refusal(`The CLI deployed ${progress.done} of ${stacks.length} stacks and said nothing of the others.`);
    }
  }
}
