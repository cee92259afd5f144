import assert from 'node:assert/strict';
import { parse } from 'yaml';

/**
 * Follows the steps of the plan, from the title that matches `from` to the one before `until`; the output of the CDK CLI.
 *
 * @param {import('./world.mjs').World} world
 * @param {RegExp} from
 * @param {RegExp} [until]
 */
export async function follow(world, from, until) {
  const titles = world.plan.order.map(({ step }) => step);
  const first = titles.findIndex((title) => from.test(title));
  const end = until ? titles.findIndex((title) => until.test(title)) : titles.length;
  assert.ok(first >= 0 && end > first, `the plan has no steps from ${from} to ${until}: ${titles.join('; ')}`);
  let output = '';
  for (const { lines } of world.plan.order.slice(first, end)) {
    for (const line of lines) output += await run(world, line);
  }
  return output;
}

/**
 * Runs a command of the plan, or writes its change of the config; other lines are for an operator.
 *
 * @param {import('./world.mjs').World} world
 */
async function run(world, line) {
  const deploy = /^npx cdk deploy (.+)$/.exec(line);
  if (deploy) return world.deploy(...deploy[1].split(' '));
  const write = /^write `(.+): (.+)` into the config$/.exec(line);
  if (write) await world.write({ [write[1]]: parse(write[2]) });
  return '';
}

/** The AWS CLI commands of the plan for missing values, each with a value in place of `<…>`. */
export function filledIn({ pendingInputs }, valueOf) {
  const lines = pendingInputs.values.filter(({ command }) => command.startsWith('aws '));
  return lines.map(({ target, command }) => command.replace(/<[a-z]+>/, () => valueOf(target)));
}
