import assert from 'node:assert/strict';
import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';

/**
 * Asserts that exactly what is known is left: each pattern excuses one line, so that a second resource of a kind has no excuse.
 *
 * @param {string[]} lines
 * @param {RegExp[]} known
 */
export function assertLeft(lines, known) {
  const left = [...lines];
  const lost = known.filter((pattern) => {
    const index = left.findIndex((line) => pattern.test(line));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  assert.deepEqual(left, [], `left without a reason: ${left.join(', ')}`);
  assert.deepEqual(lost, [], `lost: ${lost.join(', ')}`);
}

/**
 * Switches the termination protection of stacks off.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {{ name: string, region?: string }[]} stacks
 */
export async function unprotect(sandbox, stacks) {
  for (const { name: StackName, region } of stacks) {
    const command = new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false });
    await sandbox.ask(CloudFormationClient, command, region);
  }
}
