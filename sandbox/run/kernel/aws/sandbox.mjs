import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { appOf } from '../app.mjs';
import { limits } from '../limits.mjs';
import { places } from '../places.mjs';
import { Refusal } from '../refusal.mjs';
import { assembly, resourcesOf } from './assembly.mjs';
import { awsEnvironment, pathWith, startEmulator, tailOfLog } from './emulator.mjs';
import { mysqlServer } from './mysqld.mjs';
import { Progress } from './progress.mjs';
import { pythonOfSandbox } from './python.mjs';

/**
 * @typedef {import('../types.d.ts').Session} Session
 * @typedef {import('../types.d.ts').Fixtures} Fixtures
 * @typedef {import('../types.d.ts').Example} Example
 * @typedef {import('../types.d.ts').Context} Context
 * @typedef {Parameters<import('../process/processes.mjs').Processes['run']>[3]} RunOptions
 */

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // as for the processes that it starts
const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const noAws = awsEnvironment('http://127.0.0.1:9', { account: '000000000000', region: 'us-east-1' });

/** An emulator, bootstrapped, and the real CDK CLI that takes it for AWS. */
export class Sandbox {
  /**
   * Opens a sandbox for an example. Its templates come first: the emulator starts with the network and zone that they refer
   * to, and runs the sample API for images of its repositories.
   * `alarmMinute` is how many seconds a minute takes in the periods of alarms.
   *
   * @param {Session} session
   * @param {Example} example
   * @param {{ port?: number | string, alarmMinute?: number }} options
   */
  static async open(session, example, { port = 0, alarmMinute } = {}) {
    const python = await Sandbox.#python(session);
    const { name, context } = example;
    const templates = await session.clock.time('Templates', () => Sandbox.#synthesize(session, name, context));
    const hasMysql = resourcesOf(templates, 'AWS::RDS::DBInstance').some(
      ({ Properties }) => Properties.Engine === 'mysql',
    );
    return Sandbox.#start(session, python, {
      name,
      mysql: hasMysql ? await Sandbox.#mysql(session) : undefined,
      fixtures: example.fixtures(templates),
      programs: programsOf(example, templates),
      environments: templates.environments,
      port,
      alarmMinute,
    });
  }

  /**
   * Opens a sandbox with fixtures, bootstrapped for these environments. Its tasks are records.
   *
   * @param {Session} session
   * @param {{ fixtures: Fixtures, environments: string[] }} options
   */
  static async openWith(session, { fixtures, environments }) {
    return Sandbox.#start(session, await Sandbox.#python(session), {
      name: undefined,
      fixtures,
      programs: {},
      environments,
      port: 0,
      alarmMinute: undefined,
    });
  }

  /** @param {Session} session */
  static #python({ clock, processes }) {
    return clock.time('Python packages', () => pythonOfSandbox(processes));
  }

  /** @param {Session} session */
  static async #mysql({ clock, processes }) {
    const found = await clock.time('MySQL', () => mysqlServer(processes));
    if (!('without' in found)) return found;
    clock.say(found.without);
    return undefined;
  }

  /**
   * @param {Session} session
   * @param {string} python
   * @param {{ name?: string, fixtures: Fixtures, programs: object, mysql?: import('./mysqld.mjs').Found, environments: string[],
   *   port: number | string, alarmMinute?: number }} options
   */
  static async #start(
    session,
    python,
    { name, fixtures, programs, environments, port, alarmMinute, mysql = undefined },
  ) {
    writeFileSync(places.programs, JSON.stringify(programs));
    writeFileSync(places.fixtures, JSON.stringify(fixtures));
    const emulator = await session.clock.time('Emulator', () =>
      startEmulator(session.processes, python, { region: fixtures.region, port, alarmMinute, mysql }),
    );
    session.record({ url: emulator.url });
    const sandbox = new Sandbox(session, python, emulator, { name, fixtures });
    const regions = environments.map((environment) => environment.split('/').pop());
    const options = { cwd: places.run, seconds: limits.bootstrap }; // without a cdk.json: a bootstrap needs no app
    await session.clock.time(`Bootstrap in ${regions.join(', ')}`, () =>
      sandbox.cdk('Bootstrap', ['bootstrap', ...environments], options),
    );
    return sandbox;
  }

  /** @param {Session} session */
  static async #synthesize({ processes }, name, context) {
    const given = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const args = ['synth', '--quiet', '--no-notices', ...given, '-o', places.out];
    await processes.run('Synthesis', process.execPath, [cdk, ...args], {
      cwd: appOf(name).folder,
      env: noAws,
      seconds: limits.synth,
      lines: 60, // a config can have many mistakes, and the library reports all at once
    });
    return assembly(places.out);
  }

  #session;
  #emulator;
  #name;
  #fixtures;
  #clients = new Map();

  /**
   * @param {Session} session
   * @param {string} python
   * @param {{ url: string, ended: Promise<unknown>, end: () => Promise<unknown> }} emulator
   * @param {{ name: string | undefined, fixtures: Fixtures }} example
   */
  constructor(session, python, emulator, { name, fixtures }) {
    this.#session = session;
    this.#emulator = emulator;
    this.#name = name;
    this.#fixtures = fixtures;
    this.python = python;
    /** @type {Promise<never>} */
    this.died = emulator.ended.then(() => {
      throw new Refusal('The emulator died.', tailOfLog());
    });
    this.died.catch(() => {}); // handled where it is awaited
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

  /** The environment of a process for which this sandbox is AWS. */
  get env() {
    return awsEnvironment(this.url, this.#fixtures);
  }

  /** The same for a shell, with the AWS CLI of the sandbox first. */
  get bashEnv() {
    return { ...this.env, PATH: pathWith(this.python) };
  }

  /**
   * A client of the AWS SDK for this sandbox, one for each service and region.
   *
   * @template Client
   * @param {new (config: any) => Client} Client
   * @returns {Client}
   */
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
      forcePathStyle: true, // only 127.0.0.1 resolves to the emulator
    });
  }

  /**
   * Sends a command to a service; its answer.
   *
   * @template Output
   * @param {new (config: any) => { send: (command: any) => Promise<any> }} Client
   * @param {import('../types.d.ts').Command<Output>} command
   * @returns {Promise<import('../types.d.ts').Defined<Output>>}
   */
  ask(Client, command, region = this.region) {
    return this.client(Client, region).send(command);
  }

  /**
   * Runs a process to its end; its output. Fails as soon as the emulator dies.
   *
   * @param {string} what
   * @param {string} command
   * @param {string[]} args
   * @param {RunOptions} options
   * @returns {Promise<string>}
   */
  run(what, command, args, options) {
    const running = this.#session.processes.run(what, command, args, { cwd: places.root, env: this.env, ...options });
    return Promise.race([running, this.died]);
  }

  /**
   * Runs bash with an AWS CLI, also on a machine without one.
   *
   * @param {string} what
   * @param {string[]} args
   * @param {RunOptions} options
   */
  bash(what, args, options) {
    return this.run(what, 'bash', args, { env: this.bashEnv, ...options });
  }

  /**
   * Runs the CDK CLI.
   *
   * @param {string} what
   * @param {string[]} args
   * @param {RunOptions} options
   */
  cdk(what, args, options) {
    return this.run(what, process.execPath, [cdk, ...args, '--no-notices'], options);
  }

  /**
   * Synthesizes the example with a context; its stacks and environments.
   *
   * @param {Context} context
   */
  synthesize(context) {
    return Sandbox.#synthesize(this.#session, this.#name, context);
  }

  /** Ends its emulator, so that the session can open another sandbox. */
  close() {
    return this.#emulator.end();
  }

  /** Deploys the templates that `synthesize` wrote last, and prints a line for each stack. */
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
      throw new Refusal(`The CDK CLI deployed ${progress.done} of ${stacks.length} stacks without an error.`);
    }
  }
}

/** What stands for the layers of each image: a program of the example or the sample API and, for commands of task definitions, a folder. */
function programsOf(example, templates) {
  const { folders = {}, programs = {} } = example;
  const sample = [process.execPath, join(places.samples, 'api', 'server.mjs')];
  const environment = {
    NODE_PATH: join(places.sandbox, 'node_modules'), // packages that an image would have
    NODE_OPTIONS: `--import ${pathToFileURL(places.packagesHook)}`, // and for modules
  };
  return Object.fromEntries(
    example.repositories(templates).map((repository) => {
      const folder = folders[repository] && join(places.root, folders[repository]);
      if (!folder) return [repository, sample];
      const program = programs[repository] && join(folder, programs[repository]);
      const command = program ? [process.execPath, places.image, program] : sample;
      const path = [folder, process.env.PATH].join(delimiter); // as an image has programs of its own
      return [repository, { command, folder, environment: { ...environment, PATH: path } }];
    }),
  );
}
