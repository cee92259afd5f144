import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inventory } from './account/inventory.mjs';
import { configWith } from '../run/kernel/bank-config.mjs';
import { limits } from '../run/kernel/limits.mjs';
import { places } from '../run/kernel/places.mjs';

export const OPEN = places.exampleConfig;
const PLAN = join(places.out, 'plan-Bank-Gate', 'plan.json');
const ANY_APPROVAL = ['--require-approval', 'never'];

/** What the stories share: the account, the current config, its plan, and the CDK CLI. */
export class World {
  #changes = {};
  /** @type {any} the plan of the closed gate */
  plan;
  /** @type {string[]} the inventory before the first story */
  atFirst = [];
  /** @type {string[]} the inventory of the deployed bank */
  deployed = [];

  /** @type {Awaited<ReturnType<typeof import('../run/bank/sites.mjs').deployedSites>>} the sites, once they are published */
  sites = [];
  /** @type {any} a Browser that reaches the sites, once they are published */
  browser;

  /** @param {import('../run/kernel/aws/sandbox.mjs').Sandbox} sandbox */
  constructor(sandbox) {
    this.sandbox = sandbox;
  }

  /** A line for each resource of the account. */
  inventory() {
    return inventory(this.sandbox);
  }

  /** Changes values of the config, also for the following stories. */
  async write(changes) {
    this.#changes = { ...this.#changes, ...changes };
    await this.sandbox.synthesize(configWith(OPEN, this.#changes));
    // A closed gate writes a plan, an open one removes it: `plan` is the last one.
    if (existsSync(PLAN)) this.plan = JSON.parse(readFileSync(PLAN, 'utf8'));
  }

  /** Takes changes of the config back, also for the following stories. */
  restore(keys) {
    for (const key of keys) delete this.#changes[key];
    return this.write({});
  }

  /** Runs `cdk deploy`; its output. */
  deploy(...what) {
    return this.deployOf(places.out, ...what);
  }

  /** Runs `cdk deploy` of another assembly than that of the config; its output. */
  deployOf(app, ...what) {
    return this.#cli('deploy', what, ANY_APPROVAL, app);
  }

  /** Runs `cdk diff` or `cdk drift`; its output. */
  compare(command, ...what) {
    return this.sandbox.cdk(`cdk ${command}`, [command, ...what, '--app', places.out], { seconds: limits.deploy });
  }

  /** Runs `cdk destroy`; its output. */
  destroy(...what) {
    return this.#cli('destroy', what, ['--force']);
  }

  /** Runs a command line of the plan or of the docs in a shell; its output. */
  shell(line) {
    return this.sandbox.bash(line, ['-euo', 'pipefail', '-c', line], { seconds: limits.shell });
  }

  #cli(command, what, flags, app = places.out) {
    const args = [command, ...(what.length > 0 ? what : ['--all']), '--app', app, '--concurrency', '4'];
    return this.sandbox.cdk(`cdk ${command}`, [...args, ...flags], { seconds: limits.deploy });
  }
}
