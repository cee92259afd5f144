import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { dependOn } from './weak-reference';
import { grantTo } from '../resources/grant';

/** A stack that CloudFormation reads for a stack in another account. */
export interface OutputReader {
  readonly producer: Stack;
  /** The stack with the template that reads. */
  readonly reader: Stack;
  /** ARN of the role with which CloudFormation deploys that stack: `executionRoleOf`. */
  readonly executionRoleArn: string;
  /** Literal, since the other template has the ARN. */
  readonly roleName: string;
  readonly description: string;
}

/**
 * ARN of a role by which the CloudFormation of another account reads the outputs of a stack, and nothing else: for `Fn::GetStackOutput`.
 */
export function readerOfOutputs(scope: Construct, id: string, options: OutputReader): string {
  const { producer, reader, roleName, description, executionRoleArn } = options;
  const role = new Role(scope, id, {
    roleName,
    description,
    // By a condition: IAM refuses a principal that does not exist yet, and loses one that is made again.
    assumedBy: new AccountPrincipal(reader.account).withConditions({
      ArnEquals: { 'aws:PrincipalArn': executionRoleArn },
    }),
  });
  const home = Stack.of(scope);
  const resourceName = `${producer.stackName}/*`;
  grantTo(
    scope,
    role,
    ['cloudformation:DescribeStacks'],
    [producer.formatArn({ service: 'cloudformation', resource: 'stack', resourceName })],
    'CloudFormation makes up the id of a stack, which follows its name.',
  );
  dependOn(reader, home);
  return home.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });
}

/** The role with which CloudFormation deploys a stack, as the bootstrap has it; `undefined` for another synthesizer. */
export function executionRoleOf({ synthesizer, partition }: Stack): string | undefined {
  const { cloudFormationExecutionRoleArn: arn } = synthesizer as { cloudFormationExecutionRoleArn?: string };
  return arn?.replace('${AWS::Partition}', partition);
}
