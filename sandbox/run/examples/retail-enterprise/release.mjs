import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { limits } from '../../kernel/limits.mjs';
import { places } from '../../kernel/places.mjs';
import { releaseBy } from '../release-by.mjs';

/** @typedef {import('../../kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * The outputs of a stack, by key.
 *
 * @param {Sandbox} sandbox
 * @param {string} StackName
 * @returns {Promise<Record<string, string>>}
 */
export async function outputsOf(sandbox, StackName) {
  const { Stacks } = await sandbox.ask(CloudFormationClient, new DescribeStacksCommand({ StackName }));
  return Object.fromEntries(Stacks[0].Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

/**
 * Releases the API as CI does, by the command of the output: the migration, the tag, the deployment.
 *
 * @param {Sandbox} sandbox
 */
export async function release(sandbox, stage = 'production') {
  return releaseBy(sandbox, `retail-${stage}-app`);
}

/**
 * Publishes the shop as CI does: its folder is the build.
 *
 * @param {Sandbox} sandbox
 */
export async function publishShop(sandbox, stage = 'production') {
  const { ShopBucket, ShopDistribution } = await outputsOf(sandbox, `retail-${stage}-web`);
  const script = join(places.examples, 'rl-bank', 'publish.sh');
  const site = ['--bucket', ShopBucket, '--distribution', ShopDistribution, '--toolchain', 'vite', '--release', '1'];
  const build = join(places.examples, 'retail-enterprise', 'app', 'shop');
  return sandbox.bash('Publishing the shop', [script, ...site, build], { seconds: limits.publish });
}
