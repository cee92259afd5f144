import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exampleWithoutPlan } from './example-without-plan.mjs';
import { requireExample } from '../kernel/app.mjs';
import { Refusal } from '../kernel/refusal.mjs';

const LAUNCH_PHASES = ['not-ready', 'first-start', 'running'];

/**
 * The example with a name, and what is particular to it: its `example.mjs` in the folder of its name, if it has one.
 *
 * @param {string} name
 * @param {Record<string, string | undefined>} given options that not every example takes
 * @returns {Promise<import('../kernel/types.d.ts').Example>}
 */
export async function exampleNamed(name, given = {}) {
  requireExample(name);
  const { example = () => exampleWithoutPlan({ name }), options = [] } = await particulars(name);
  for (const [option, value] of Object.entries(given)) {
    if (value !== undefined && !options.includes(option)) {
      throw new Refusal(`'--${option}' is ${value}, but examples/${name} has no option of that name: leave it out.`);
    }
  }
  return example(given);
}

/**
 * The contexts with which an example has every resource that it can have: those of its `example.mjs`, else that of each launch
 * phase. It may write files into a folder.
 *
 * @param {string} name
 * @param {string} folder
 * @returns {Promise<import('../kernel/types.d.ts').Context[]>}
 */
export async function contextsOf(name, folder) {
  const { contexts = () => LAUNCH_PHASES.map((launchPhase) => ({ launchPhase })) } = await particulars(name);
  return contexts(folder);
}

async function particulars(name) {
  const own = new URL(`./${name}/example.mjs`, import.meta.url);
  return existsSync(fileURLToPath(own)) ? import(own.href) : {};
}
