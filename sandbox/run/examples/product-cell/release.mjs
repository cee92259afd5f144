import { releaseBy } from '../release-by.mjs';

/**
 * Releases the API of a cell as CI does, by the command of the output: the migration, the tag, the deployment.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {string} cell
 */
export async function release(sandbox, cell) {
  return releaseBy(sandbox, `${cell}-services`);
}
