import { readFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { itemsOf, token } from './pages.mjs';
import { assembly } from '../../run/kernel/aws/assembly.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * The stacks of an assembly: path, name, region and template.
 *
 * @param {string} folder
 */
export function stacksIn(folder) {
  return assembly(folder).stacks.map(({ displayName, stackName, environment, templateFile }) => ({
    path: displayName,
    name: stackName,
    region: environment.split('/').pop(),
    template: JSON.parse(readFileSync(templateFile, 'utf8')),
  }));
}

/**
 * The status of each stack of an assembly, by its path.
 *
 * @param {Sandbox} sandbox
 */
export async function statuses(sandbox, folder) {
  const all = stacksIn(folder).map(async ({ path, name, region }) => {
    const described = new DescribeStacksCommand({ StackName: name });
    const { Stacks } = await sandbox.ask(CloudFormationClient, described, region);
    return [path, Stacks[0].StackStatus];
  });
  return Object.fromEntries(await Promise.all(all));
}

/**
 * The physical id of each resource, by the path of its stack and its logical id.
 *
 * @param {Sandbox} sandbox
 */
export async function physicalIds(sandbox, folder) {
  const all = stacksIn(folder).map(async ({ path, name, region }) => {
    const listed = { what: `resource of ${name}`, Command: ListStackResourcesCommand, list: 'StackResourceSummaries' };
    const input = { StackName: name };
    const items = await itemsOf(sandbox.client(CloudFormationClient, region), {
      ...listed,
      input,
      next: token('NextToken'),
    });
    return items.map(({ LogicalResourceId: id, PhysicalResourceId: physical }) => [`${path} ${id}`, physical]);
  });
  return Object.fromEntries((await Promise.all(all)).flat());
}

/** The keys of `before` whose value is another one now, or none. */
export function changedKeys(before, after) {
  return Object.keys(before).filter((key) => before[key] !== after[key]);
}
