import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { limits } from '../../kernel/limits.mjs';

/** @typedef {import('../../kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * Releases the API of a cell as CI does, by the command of the output: the migration, the tag, the deployment.
 *
 * @param {Sandbox} sandbox
 * @param {string} cell
 */
export async function release(sandbox, cell) {
  const described = new DescribeStacksCommand({ StackName: `${cell}-services` });
  const { Stacks } = await sandbox.ask(CloudFormationClient, described);
  const { OutputValue: line } = Stacks[0].Outputs.find(({ OutputKey }) => OutputKey === 'Release') ?? {};
  if (!line) throw new Error(`${cell}-services has no output Release.`);
  const quick = line.replace('sleep 10', 'sleep 0.5');
  return sandbox.bash('Release', ['-euo', 'pipefail', '-c', quick], { seconds: limits.release });
}
