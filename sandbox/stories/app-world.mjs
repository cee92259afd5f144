import { inventory } from './account/inventory.mjs';
import { limits } from '../run/kernel/limits.mjs';
import { places } from '../run/kernel/places.mjs';

const ANY_APPROVAL = ['--require-approval', 'never'];

/** What the stories of an example share: the account, and the CDK CLI. */
export class AppWorld {
  /** @type {string[]} the inventory before the first story */
  atFirst = [];

  /** @type {import('../run/kernel/types.d.ts').Context} the context of the running example */
  context = {};

  /** @param {import('../run/kernel/aws/sandbox.mjs').Sandbox} sandbox */
  constructor(sandbox) {
    this.sandbox = sandbox;
  }

  /** A line for each resource of the account. */
  inventory() {
    return inventory(this.sandbox);
  }

  /**
   * Synthesizes the example with a context, also for the following stories.
   *
   * @param {import('../run/kernel/types.d.ts').Context} context
   */
  async synthesize(context) {
    await this.sandbox.synthesize(context);
  }

  /** Runs `cdk deploy`; its output. */
  deploy(...what) {
    return this.deployOf(places.out, ...what);
  }

  /** Runs `cdk deploy` of another assembly than that of the example; its output. */
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

  /** Runs a command line of a plan or of the docs in a shell; its output. */
  shell(line) {
    return this.sandbox.bash(line, ['-euo', 'pipefail', '-c', line], { seconds: limits.shell });
  }

  #cli(command, what, flags, app = places.out) {
    const args = [command, ...(what.length > 0 ? what : ['--all']), '--app', app, '--concurrency', '4'];
    return this.sandbox.cdk(`cdk ${command}`, [...args, ...flags], { seconds: limits.deploy });
  }
}
