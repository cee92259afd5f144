import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppWorld } from './app-world.mjs';
import { configWith, OPEN } from '../run/examples/rl-bank/config.mjs';
import { places } from '../run/kernel/places.mjs';

export { OPEN };
const PLAN = join(places.out, 'plan-Bank-Gate', 'plan.json');

/** What the stories of a bank share: the account, the current config, its plan, and the CDK CLI. */
export class World extends AppWorld {
  #changes = {};
  /** @type {any} the plan of the closed gate */
  plan;
  /** @type {string[]} the inventory of the deployed bank */
  deployed = [];

  /** The database outside of the account that the API uses, once its value is filled in. */
  databaseUri = '';
  /** @type {Awaited<ReturnType<typeof import('../run/examples/rl-bank/sites.mjs').deployedSites>>} the sites, once they are published */
  sites = [];
  /** @type {any} a Browser that reaches the sites, once they are published */
  browser;

  /** Changes values of the config, also for the following stories. */
  async write(changes) {
    this.#changes = { ...this.#changes, ...changes };
    await this.synthesize({ config: configWith(OPEN, this.#changes) });
    // A closed gate writes a plan, an open one removes it: `plan` is the last one.
    if (existsSync(PLAN)) this.plan = JSON.parse(readFileSync(PLAN, 'utf8'));
  }

  /** Takes changes of the config back, also for the following stories. */
  restore(keys) {
    for (const key of keys) delete this.#changes[key];
    return this.write({});
  }
}
