import { outputOf } from './outputs.mjs';
import { limits } from '../../kernel/limits.mjs';

/**
 * Releases the API of a region as CI does, by the command of the output: the migration, the tag, the deployment. `Migrate` is the
 * migration alone.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {{ place?: string, region?: string, output?: 'Release' | 'Migrate' }} options
 */
export async function release(sandbox, { place = 'london', region, output = 'Release' } = {}) {
  const line = await outputOf(sandbox, `${place}-api`, output, region);
  const quick = line.replace('sleep 10', 'sleep 0.5');
  return sandbox.bash(output, ['-euo', 'pipefail', '-c', quick], { seconds: limits.shell });
}
