import {
  CloudFormationClient,
  DeleteStackCommand,
  UpdateTerminationProtectionCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';

/**
 * Deletes a stack as docs/operations.md says: without its protection first.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function deleteStack(sandbox, { name, region }) {
  const client = sandbox.client(CloudFormationClient, region);
  const unprotect = { StackName: name, EnableTerminationProtection: false };
  await client.send(new UpdateTerminationProtectionCommand(unprotect));
  await client.send(new DeleteStackCommand({ StackName: name }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: name });
}
