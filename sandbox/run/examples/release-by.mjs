import { outputOf } from './outputs.mjs';
import { limits } from '../kernel/limits.mjs';

/**
 * Runs the command in an output of a stack, as CI does: the migration, the tag, the deployment. It looks more often than on AWS.
 *
 * @param {import('../kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {string} stack
 * @param {{ output?: string, region?: string }} options
 */
export async function releaseBy(sandbox, stack, { output = 'Release', region } = {}) {
  const line = await outputOf(sandbox, stack, output, region);
  const quick = line.replace('sleep 10', 'sleep 0.5');
  return sandbox.bash(output, ['-euo', 'pipefail', '-c', quick], { seconds: limits.shell });
}
