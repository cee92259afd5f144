import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from './places.mjs';
import { Refusal } from './refusal.mjs';

/** Examples that are synthesized alone, and why. */
const TEMPLATES_ALONE = {
  'landing-zone': 'an organization has many accounts, and the emulator has none of its services',
};

/** The names of the apps in `examples/` that the emulator runs: its folders with an `app.ts`. */
export function exampleNames() {
  return readdirSync(places.examples)
    .filter((name) => existsSync(join(places.examples, name, 'app.ts')) && !(name in TEMPLATES_ALONE))
    .sort();
}

/** Refuses a name that no example has. */
export function requireExample(name) {
  const names = exampleNames();
  if (name in TEMPLATES_ALONE) {
    const plan = `\`npm run demo -- ${name}\` prints its plan`;
    throw new Refusal(`examples/${name} does not run here, since ${TEMPLATES_ALONE[name]}: ${plan}.`);
  }
  if (!names.includes(name)) throw new Refusal(`'${name}' is no example, but must be one of: ${names.join(', ')}.`);
  return name;
}

/**
 * Where an example is: the folder that the CDK CLI runs in, whose `cdk.json` names the app, and the compiled app. An example
 * without a `cdk.json` of its own is the app of the one at the root.
 *
 * @param {string} name
 */
export function appOf(name) {
  const own = join(places.examples, name);
  return {
    folder: existsSync(join(own, 'cdk.json')) ? own : places.root,
    program: join(places.root, 'build', 'examples', name, 'app.js'),
  };
}

/** The context in the `cdk.json` of an example. */
export function contextOf(name) {
  return JSON.parse(readFileSync(join(appOf(name).folder, 'cdk.json'), 'utf8')).context;
}
