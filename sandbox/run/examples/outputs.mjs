import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/**
 * An output of a deployed stack.
 *
 * @param {import('../kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function outputOf(sandbox, StackName, key, region = sandbox.region) {
  const { Stacks } = await sandbox.ask(CloudFormationClient, new DescribeStacksCommand({ StackName }), region);
  const found = Stacks[0].Outputs.find(({ OutputKey }) => OutputKey === key);
  if (!found) throw new Error(`${StackName} has no output ${key}.`);
  return found.OutputValue;
}
