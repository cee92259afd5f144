import { releaseBy } from '../release-by.mjs';

/**
 * Releases the API of a region as CI does, by the command of the output: the migration, the tag, the deployment. `Migrate` is the
 * migration alone.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {{ place?: string, region?: string, output?: 'Release' | 'Migrate' }} options
 */
export async function release(sandbox, { place = 'london', ...options } = {}) {
  return releaseBy(sandbox, `${place}-api`, options);
}
