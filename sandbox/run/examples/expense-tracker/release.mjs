import { releaseBy } from '../release-by.mjs';

/**
 * Releases the web application as CI does, by the command of the output: the migration, the tag, the deployment.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function release(sandbox) {
  return releaseBy(sandbox, 'tracker-web');
}
