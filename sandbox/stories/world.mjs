import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configWith } from '../run/kernel/bank-config.mjs';
import { limits } from '../run/kernel/limits.mjs';
import { places } from '../run/kernel/places.mjs';
import { inventory } from './account/inventory.mjs';

export const OPEN = places.exampleConfig;
const PLAN = join(places.out, 'plan-Bank-Gate', 'plan.json');
const ANY_APPROVAL = ['--require-approval', 'never'];

/** What the stories have in common: the account, the config as it stands now, and the CLI. */
export class World {
  #changes = {};

  constructor(sandbox) {
    this.sandbox = sandbox;
  }

  /** Everything that is in the account. */
  inventory() {
    return inventory(this.sandbox);
  }

  /** Change keys of the config, which keep their values for the stories that follow. */
  async write(changes) {
    this.#changes = { ...this.#changes, ...changes };
    await this.sandbox.synthesize(configWith(OPEN, this.#changes));
    // A closed gate writes a plan; an open one takes it away, and whoever works by it keeps a copy.
    if (existsSync(PLAN)) this.plan = JSON.parse(readFileSync(PLAN, 'utf8'));
  }

  /** `cdk deploy`, and what it said. */
  deploy(...what) {
    return this.#cli('deploy', what, ANY_APPROVAL);
  }

  /** `cdk destroy`, and what it said. */
  destroy(...what) {
    return this.#cli('destroy', what, ['--force']);
  }

  /** A line for a shell, as a person would paste it. */
  shell(line) {
    return this.sandbox.bash(line, ['-euo', 'pipefail', '-c', line], { seconds: limits.shell });
  }

  #cli(command, what, flags) {
    const args = [command, ...(what.length > 0 ? what : ['--all']), '--app', places.out, '--concurrency', '4'];
    return this.sandbox.cdk(`cdk ${command}`, [...args, ...flags], { seconds: limits.deploy });
  }
}
