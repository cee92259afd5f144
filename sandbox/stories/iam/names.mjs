import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { OPEN } from '../../run/examples/rl-bank/config.mjs';
import { deployedSites } from '../../run/examples/rl-bank/sites.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** The deployed sites, each with the role that publishes it. */
export async function sitesOf(sandbox) {
  const roles = { webapp: 'publish-webapp', merchantPortal: 'publish-mp-webapp' };
  const sites = await deployedSites(sandbox, OPEN);
  return sites.map((site) => ({ ...site, role: roles[site.name] }));
}

/** The names of the roles of the tasks, which CloudFormation generates. */
export async function roleNames(sandbox) {
  const [task] = await physicalIds(sandbox, 'prd-rl-bank-api', /TaskRole[0-9A-F]{8}$/);
  const [execution] = await physicalIds(sandbox, 'prd-rl-bank-api', /ExecutionRole[0-9A-F]{8}$/);
  return { task, execution };
}

export async function cacheName(sandbox) {
  const [name] = await physicalIds(sandbox, 'prd-rl-bank-cache', /^cache[0-9A-F]{8}$/);
  return name;
}

/** @param {Sandbox} sandbox */
async function physicalIds(sandbox, StackName, logicalId) {
  const listed = new ListStackResourcesCommand({ StackName });
  const { StackResourceSummaries } = await sandbox.ask(CloudFormationClient, listed);
  const found = StackResourceSummaries.filter(({ LogicalResourceId }) => logicalId.test(LogicalResourceId));
  return found.map(({ PhysicalResourceId }) => PhysicalResourceId);
}
