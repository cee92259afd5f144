import assert from 'node:assert/strict';
import { parse } from 'yaml';

/** Do what the plan says, step by step, from the one whose title matches to the last before another. */
export async function follow(world, from, until) {
  const titles = world.plan.order.map(({ step }) => step);
  const first = titles.findIndex((title) => from.test(title));
  const end = until ? titles.findIndex((title) => until.test(title)) : titles.length;
  assert.ok(first >= 0 && end > first, `the plan has no steps from ${from} to ${until}: ${titles.join('; ')}`);
  let said = '';
  for (const { lines } of world.plan.order.slice(first, end)) {
    for (const line of lines) said += await obey(world, line);
  }
  return said;
}

/** A line of the plan that the CLI or the config takes; what a person does elsewhere is left to the person. */
async function obey(world, line) {
  const deploy = /^npx cdk deploy (.+)$/.exec(line);
  if (deploy) return world.deploy(...deploy[1].split(' '));
  const write = /^write `(.+): (.+)` into the config$/.exec(line);
  if (write) await world.write({ [write[1]]: parse(write[2]) });
  return '';
}

/** The lines that fill in what is missing, as the plan prints them, each with a value in place of `<…>`. */
export function filledIn({ toFill }, valueOf) {
  const lines = toFill.values.filter(({ line }) => line.startsWith('aws '));
  return lines.map(({ name, line }) => line.replace(/<[a-z]+>/, () => valueOf(name)));
}
