import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exampleNames } from '../run/kernel/app.mjs';
import { Refusal } from '../run/kernel/refusal.mjs';

/**
 * Stories that continue one another, in an account of their own; a minute of its alarms takes `alarmMinute` seconds.
 *
 * @template W
 * @typedef {{
 *   name: string,
 *   example: () => import('../run/kernel/types.d.ts').Example,
 *   world: (sandbox: import('../run/kernel/aws/sandbox.mjs').Sandbox) => W,
 *   alarmMinute?: number,
 *   stories: import('./tell.mjs').Story<W>[],
 * }} Group
 */

/**
 * The groups of each example: those of `stories/<example>/groups.mjs`.
 *
 * @returns {Promise<{ example: string, groups: Group<any>[] }[]>}
 */
async function allGroups() {
  const files = exampleNames().map((example) => ({
    example,
    url: new URL(`./${example}/groups.mjs`, import.meta.url),
  }));
  const found = files.filter(({ url }) => existsSync(fileURLToPath(url)));
  return Promise.all(found.map(async ({ example, url }) => ({ example, groups: (await import(url.href)).groups })));
}

/**
 * The groups that words of the command line choose: an example, a group, or both; all of them without a word.
 *
 * @param {string[]} words
 */
export async function groupsNamed(words) {
  const all = (await allGroups()).flatMap(({ example, groups }) => groups.map((group) => ({ of: example, group })));
  const chosen = all.filter(({ of, group }) => words.every((word) => word === of || word === group.name));
  if (chosen.length === 0 || words.length > 2) {
    const known = all.map(({ of, group }) => `${of} ${group.name}`).join(', ');
    throw new Refusal(`'${words.join(' ')}' is no option of the stories, but only --list, ${known} are.`);
  }
  return chosen.map(({ group }) => group);
}
